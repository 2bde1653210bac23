package org.drey.console.web;

import org.jspecify.annotations.Nullable;

/** An attempt to sign in that is refused; the message is for whoever made it. */
final class NotSignedInException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final @Nullable String who;

  /**
   * A refusal.
   *
   * @param reason a code, for the audit
   * @param who made the attempt; null if that is not known
   */
  NotSignedInException(String reason, @Nullable String who, String words) {
    super(words);
    this.reason = reason;
    this.who = who;
  }

  String reason() {
    return reason;
  }

  @Nullable String who() {
    return who;
  }
}
