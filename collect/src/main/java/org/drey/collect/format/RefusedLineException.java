package org.drey.collect.format;

import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * A line that becomes no record. It has no stack trace, so that a flood of bad lines costs little,
 * and never anything of the line.
 */
public final class RefusedLineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;
  private final @Nullable String field;

  /**
   * A refusal.
   *
   * @param field of the record; null if the line as a whole is unfit
   * @param expectation what was expected
   */
  RefusedLineException(RefusalReason reason, @Nullable String field, String expectation) {
    super(field == null ? expectation : field + ": " + expectation, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  /** A line whose client is no address. */
  public static RefusedLineException ofClient() {
    return new RefusedLineException(
        RefusalReason.OUT_OF_RANGE, RecordFormat.CLIENT, "an address of IPv4 or IPv6");
  }

  /** A line of a session of which it is not known how many watch. */
  public static RefusedLineException ofSession() {
    return new RefusedLineException(
        RefusalReason.NO_SESSION, "viewers", "a session whose beginning was seen");
  }

  /** A line of a time to come. */
  public static RefusedLineException ofFuture() {
    return new RefusedLineException(RefusalReason.FUTURE, "event_time", "at most 5 minutes ahead");
  }

  /** A line whose number of viewers is none. */
  public static RefusedLineException ofCount() {
    return new RefusedLineException(
        RefusalReason.OUT_OF_RANGE, ObservedLine.VIEWERS_NOW, "a whole number, not negative");
  }

  /** The reason that is counted. */
  public RefusalReason reason() {
    return reason;
  }

  @Nullable String field() {
    return field;
  }
}
