package org.drey.definitions.record;

import java.io.Serializable;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.StreamSchema;

/** The positions of the header that every input record starts with, in a stream's records. */
public final class RecordHeader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int eventId;
  private final int eventTime;
  private final int provider;
  private final int tokenDomain;
  private final int keyVersion;

  /** The header of a stream's records; its fields are the schema's first slots. */
  public RecordHeader(StreamSchema schema) {
    this.eventId = schema.slot("event_id");
    this.eventTime = schema.slot("event_time");
    this.provider = schema.slot("provider");
    this.tokenDomain = schema.slot("token_domain");
    this.keyVersion = schema.slot("key_version");
  }

  public EventId id(SpecificRecordBase datum) {
    return new EventId(
        (String) datum.get(provider), (String) datum.get(eventId), (Integer) datum.get(keyVersion));
  }

  public String provider(SpecificRecordBase datum) {
    return (String) datum.get(provider);
  }

  public String tokenDomain(SpecificRecordBase datum) {
    return (String) datum.get(tokenDomain);
  }

  /** Milliseconds since 1970. */
  public long time(SpecificRecordBase datum) {
    return ((Instant) datum.get(eventTime)).toEpochMilli();
  }
}
