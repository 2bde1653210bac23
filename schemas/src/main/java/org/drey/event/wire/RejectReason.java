package org.drey.event.wire;

/** The reason why a record is not taken: the {@code reason} of a dead letter. */
public enum RejectReason {
  /** The bytes are not a record: broken encoding, truncated, or with something after the end. */
  MALFORMED,
  /** Longer than {@link RecordLimits#MAX_RECORD_BYTES}. */
  OVERSIZED,
  /** Written with a schema that was never released for this topic. */
  UNKNOWN_SCHEMA,
  /** A required field is absent, null, or an empty token. */
  MISSING_FIELD,
  /** A value is of another type than its field. */
  WRONG_TYPE,
  /** A text is none of the symbols of its enum. */
  UNKNOWN_SYMBOL,
  /** A number or time lies outside what its field may hold. */
  OUT_OF_RANGE,
  /** A currency is none that ISO 4217 knows. */
  UNKNOWN_CURRENCY,
  /** A country is not two capital letters. */
  BAD_COUNTRY,
  /** Its provider or token domain is not the one that its topic is bound to; judged by the jobs. */
  FOREIGN_PROVIDER,
  /** The event lies further ahead than clocks may differ; judged by the jobs. */
  FUTURE,
  /** The event is older than the lateness of its stream allows; judged by the jobs. */
  LATE,
  /** A verdict that may not be given so, such as one for a track that has none of its kind. */
  NOT_ALLOWED,
  /** Nothing is known to be wrong with it, but it could not be processed; the detail is a class. */
  INTERNAL
}
