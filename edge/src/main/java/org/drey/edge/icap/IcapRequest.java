package org.drey.edge.icap;

/**
 * A request, up to where its body begins.
 *
 * @param method of ICAP
 * @param head of the HTTP request inside as it came, empty for none
 * @param hasBody whether a body, or a preview of one, follows
 * @param preview whether the client waits for an answer before it sends more than a preview
 * @param allows204 whether the client said that it needs no copy of what passes
 * @param closes whether the client wants to end the connection
 */
record IcapRequest(
    Method method,
    byte[] head,
    boolean hasBody,
    boolean preview,
    boolean allows204,
    boolean closes) {

  /** A method of ICAP. */
  enum Method {
    OPTIONS,
    REQMOD
  }

  /** Says nothing of what is inside. */
  @Override
  public String toString() {
    return "IcapRequest[" + method + "]";
  }
}
