package org.drey.collect.feed;

import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * An event as its source saw it.
 *
 * @param event all of it but {@code event_id}, {@code provider}, {@code token_domain}, {@code
 *     key_version} and what becomes a token; it is not used again
 * @param eventId derived from what the source says, so that the same input has the same ids
 * @param client who asked, to become the {@code subject}; null if the source does not say
 * @param clear what becomes a token, by field
 */
public record ObservedEvent(
    SpecificRecordBase event,
    String eventId,
    @Nullable ClientEndpoint client,
    Map<String, ClearValue> clear) {

  /** An event that names no one but its client. */
  public ObservedEvent(SpecificRecordBase event, String eventId, @Nullable ClientEndpoint client) {
    this(event, eventId, client, Map.of());
  }
}
