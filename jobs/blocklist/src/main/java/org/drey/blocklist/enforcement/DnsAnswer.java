package org.drey.blocklist.enforcement;

/** A resolver's answer to a query for a listed name. */
public enum DnsAnswer {
  /** The name does not exist, or is not answered: a browser shows its own error. */
  REFUSED(Blocked.YES),
  /** The address of the splash page. */
  SPLASH_PAGE(Blocked.YES),
  /** Null addresses and nothing else: a browser shows its own error. */
  NOWHERE(Blocked.YES),
  /** As if the name were not listed. */
  CONTENT(Blocked.NO),
  /** The record does not show it: no response code, or an answer without addresses. */
  UNKNOWN(Blocked.UNKNOWN);

  private final Blocked blocked;

  DnsAnswer(Blocked blocked) {
    this.blocked = blocked;
  }

  /** Returns whether the name was blocked. */
  public Blocked blocked() {
    return blocked;
  }
}
