package org.drey.console.web;

/** A request that is not served; the words are for whoever sent it and have nothing of it. */
final class RequestRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RequestRefusal(int status, String words) {
    super(words);
    this.status = status;
  }

  int status() {
    return status;
  }

  String words() {
    return String.valueOf(getMessage());
  }

  /** There is no such page, or no such alert: which of them, no one learns. */
  static RequestRefusal notFound() {
    return new RequestRefusal(404, "There is nothing here.");
  }
}
