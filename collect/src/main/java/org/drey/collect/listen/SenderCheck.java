package org.drey.collect.listen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The check of senders that post. Thread-safe. */
public interface SenderCheck {
  /**
   * Returns whether one may send; asked before the body is read.
   *
   * @param shown the header {@code Authorization}
   */
  boolean mayWrite(@Nullable String shown);

  /** Returns whether a body is the one that the sender signed; asked of those who may send. */
  default boolean isSigned(@Nullable String shown, byte[] body) {
    return true;
  }

  /**
   * Returns the check of a token that senders show.
   *
   * @param token null if anyone may send
   */
  static SenderCheck ofToken(@Nullable String token) {
    if (token == null) {
      return shown -> true;
    }
    byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    return shown ->
        shown != null && MessageDigest.isEqual(wanted, shown.getBytes(StandardCharsets.UTF_8));
  }
}
