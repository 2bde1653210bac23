package org.drey.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;

/** Times in JSON: ISO-8601 with an offset, or milliseconds since 1970. */
final class JsonTime {
  private JsonTime() {}

  /** The time, without what is finer than a millisecond. */
  static Instant read(JsonNode node, String field) throws InvalidRecordException {
    if (node.isTextual()) {
      return parse(node.textValue(), field);
    }
    if (!node.isIntegralNumber()) {
      throw new InvalidRecordException(
          RejectReason.WRONG_TYPE, field, "ISO-8601 text or epoch milliseconds");
    }
    if (!node.canConvertToLong()) {
      throw outOfRange(field);
    }
    return Instant.ofEpochMilli(node.longValue());
  }

  private static Instant parse(String text, String field) throws InvalidRecordException {
    Instant time;
    try {
      time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeParseException e) {
      throw new InvalidRecordException(
          RejectReason.WRONG_TYPE, field, "ISO-8601 with date, time and offset");
    }
    try {
      return Instant.ofEpochMilli(time.toEpochMilli());
    } catch (ArithmeticException e) {
      throw outOfRange(field);
    }
  }

  private static InvalidRecordException outOfRange(String field) {
    return new InvalidRecordException(RejectReason.OUT_OF_RANGE, field, "64 bits of milliseconds");
  }
}
