package org.drey.rules.schema;

import java.util.Comparator;

/**
 * The identity of an event: it counts once, however often it comes.
 *
 * @param provider who sent it
 * @param eventId unique for the provider
 * @param keyVersion events of different key versions are never the same
 */
public record EventId(String provider, String eventId, int keyVersion)
    implements Comparable<EventId> {

  private static final Comparator<EventId> ORDER =
      Comparator.comparing(EventId::eventId)
          .thenComparing(EventId::provider)
          .thenComparingInt(EventId::keyVersion);

  @Override
  public int compareTo(EventId other) {
    return ORDER.compare(this, other);
  }
}
