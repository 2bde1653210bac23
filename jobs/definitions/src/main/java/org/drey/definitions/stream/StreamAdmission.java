package org.drey.definitions.stream;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.record.WatermarkEligibility;
import org.drey.event.wire.RejectReason;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The events of a stream: each is compared with the binding of its topic, loses its subject where
 * no legal basis is declared, and is refused if it is of the future or of long ago.
 */
final class StreamAdmission<T extends SpecificRecordBase> implements RecordAdmission<T> {
  private static final long serialVersionUID = 1L;

  /**
   * The greatest age of a record: more than any window, and less than any unit of time confused.
   */
  private static final Duration BEFORE = Duration.ofDays(400);

  private final RecordHeader header;
  private final int subject;

  StreamAdmission(StreamSchema stream) {
    this.header = new RecordHeader(stream);
    this.subject = stream.slot("subject");
  }

  @Override
  public long time(T datum) {
    return header.time(datum);
  }

  @Override
  public long newest(T datum) {
    return header.time(datum);
  }

  @Override
  public String identity(T datum) {
    EventId id = header.id(datum);
    return id.provider() + "\n" + id.eventId() + "\n" + id.keyVersion();
  }

  @Override
  public String provider(T datum) {
    return header.provider(datum);
  }

  @Override
  public String tokenDomain(T datum) {
    return header.tokenDomain(datum);
  }

  @Override
  public ArrivedRecord<T> admit(T datum, RecordPosition place, long receivedAt, Binding binding) {
    long time = header.time(datum);
    Refusal refusal =
        refusal(header.provider(datum), header.tokenDomain(datum), time, receivedAt, binding);
    if (refusal != null) {
      return ArrivedRecord.rejected(place, time, receivedAt, refusal.reason(), refusal.expected());
    }
    if (!binding.subjects()) {
      datum.put(subject, null);
    }
    Duration lateness = binding.lateness();
    return ArrivedRecord.of(
        place,
        time,
        receivedAt,
        WatermarkEligibility.of(time, receivedAt, lateness),
        lateness,
        datum);
  }

  /** The reason why a record is not accepted, and what was expected of which field. */
  private record Refusal(RejectReason reason, String expected) {}

  /** Returns whether a record with these values in its header is accepted. */
  static boolean accepts(
      String provider, String tokenDomain, long time, long receivedAt, Binding binding) {
    return refusal(provider, tokenDomain, time, receivedAt, binding) == null;
  }

  private static @Nullable Refusal refusal(
      String provider, String tokenDomain, long time, long receivedAt, Binding binding) {
    if (binding.provider() != null && !binding.provider().equals(provider)) {
      return new Refusal(
          RejectReason.FOREIGN_PROVIDER, "provider: not the one that this topic is bound to");
    }
    if (binding.tokenDomain() != null && !binding.tokenDomain().equals(tokenDomain)) {
      return new Refusal(
          RejectReason.FOREIGN_PROVIDER, "token_domain: not the one that this topic is bound to");
    }
    if (time > receivedAt + AHEAD.toMillis()) {
      return new Refusal(
          RejectReason.FUTURE, "event_time: at most five minutes after the record was received");
    }
    if (time < receivedAt - BEFORE.toMillis()) {
      return new Refusal(
          RejectReason.OUT_OF_RANGE, "event_time: at most 400 days before the record was received");
    }
    return null;
  }
}
