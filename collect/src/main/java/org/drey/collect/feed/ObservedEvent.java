package org.drey.collect.feed;

import java.util.Map;
import java.util.Set;
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
 * @param isIdOfText whether the id is made of a text that names people, so that it has to become a
 *     token, too: of a digest without a key a number of an account can be found by trying all
 * @param isOfDay whether the source knows the day alone, or the time of something else: then
 *     midnight says nothing about an hour
 * @param assumed the fields whose values the source does not say: what is known of people comes
 *     before them
 */
public record ObservedEvent(
    SpecificRecordBase event,
    String eventId,
    @Nullable ClientEndpoint client,
    Map<String, ClearValue> clear,
    boolean isIdOfText,
    boolean isOfDay,
    Set<String> assumed) {

  /** An event of which nothing is assumed. */
  public ObservedEvent(
      SpecificRecordBase event,
      String eventId,
      @Nullable ClientEndpoint client,
      Map<String, ClearValue> clear,
      boolean isIdOfText,
      boolean isOfDay) {
    this(event, eventId, client, clear, isIdOfText, isOfDay, Set.of());
  }

  /** An event whose id its source has, or that is made of what names no one. */
  public ObservedEvent(
      SpecificRecordBase event,
      String eventId,
      @Nullable ClientEndpoint client,
      Map<String, ClearValue> clear) {
    this(event, eventId, client, clear, false, false);
  }

  /** An event that names no one but its client. */
  public ObservedEvent(SpecificRecordBase event, String eventId, @Nullable ClientEndpoint client) {
    this(event, eventId, client, Map.of());
  }
}
