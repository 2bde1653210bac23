package org.drey.event.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that is not taken.
 *
 * <p>Checked, because it must end as one dead letter and never as a failed job. It has no stack
 * trace, so that a flood of bad records costs little, and neither its message nor a cause ever
 * holds a value of the payload: field names come from the schema.
 */
public final class InvalidRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final @Nullable String field;
  private final String expectation;
  private final @Nullable Instant eventTime;

  /**
   * @param field dotted path of the field in the schema, null if the record as a whole is unfit
   * @param expectation what was expected, without any value of the payload
   */
  public InvalidRecordException(RejectReason reason, @Nullable String field, String expectation) {
    this(reason, field, expectation, null);
  }

  private InvalidRecordException(
      RejectReason reason,
      @Nullable String field,
      String expectation,
      @Nullable Instant eventTime) {
    super(reason + " " + detail(field, expectation), null, false, false);
    this.reason = reason;
    this.field = field;
    this.expectation = expectation;
    this.eventTime = eventTime;
  }

  /** The same, with the time of the event. */
  public InvalidRecordException at(@Nullable Instant time) {
    return new InvalidRecordException(reason, field, expectation, time);
  }

  public RejectReason reason() {
    return reason;
  }

  /** Dotted path of the field, null if the record as a whole is unfit. */
  public @Nullable String field() {
    return field;
  }

  /** Field and expectation: the {@code detail} of a dead letter. */
  public String detail() {
    return detail(field, expectation);
  }

  /** Time of the event, null if it could not be read. */
  public @Nullable Instant eventTime() {
    return eventTime;
  }

  private static String detail(@Nullable String field, String expectation) {
    return field == null ? expectation : field + ": " + expectation;
  }
}
