package org.drey.streaming.operator;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.drey.rules.schema.EntityKey;

/**
 * The sizes of the entities with the most events in an operator's state, for monitoring. They are
 * those that were written since the start: state is not gone through for it. An entity is known by
 * a hash that no other process computes alike.
 */
final class LargestEntities {
  /** How many entities are shown. */
  static final int RANKS = 10;

  private static final long FNV_PRIME = 0x100000001b3L;

  private final long salt = new SecureRandom().nextLong();

  /** The hashes of the entities, by rank; 0 at a rank that none has. */
  private final long[] hashes = new long[RANKS];

  private final AtomicLongArray events = new AtomicLongArray(RANKS);
  private final AtomicLongArray bytes = new AtomicLongArray(RANKS);

  /** Shows no entity yet. */
  LargestEntities(MetricGroup metrics) {
    for (int i = 0; i < RANKS; i++) {
      int at = i;
      MetricGroup rank = metrics.addGroup("rank", Integer.toString(i + 1));
      rank.gauge("largest_entity_events", (Gauge<Long>) () -> events.get(at));
      rank.gauge("largest_entity_bytes", (Gauge<Long>) () -> bytes.get(at));
    }
  }

  /** Takes in the size that an entity now has; one without events is forgotten. */
  void put(EntityKey entity, long entityEvents, long entityBytes) {
    long hash = hash(entity);
    int at = 0;
    while (at < RANKS && hashes[at] != hash) {
      at++;
    }
    if (at == RANKS) {
      at--;
      if (entityEvents <= events.get(at)) {
        return;
      }
    }
    for (; at > 0 && events.get(at - 1) < entityEvents; at--) {
      copy(at - 1, at);
    }
    for (; at < RANKS - 1 && events.get(at + 1) > entityEvents; at++) {
      copy(at + 1, at);
    }
    set(at, entityEvents == 0 ? 0 : hash, entityEvents, entityEvents == 0 ? 0 : entityBytes);
  }

  private void copy(int from, int to) {
    set(to, hashes[from], events.get(from), bytes.get(from));
  }

  private void set(int at, long hash, long entityEvents, long entityBytes) {
    hashes[at] = hash;
    events.set(at, entityEvents);
    bytes.set(at, entityBytes);
  }

  private long hash(EntityKey entity) {
    long hash = salt ^ entity.hashCode();
    String token = entity.token();
    for (int i = 0; i < token.length(); i++) {
      hash = (hash ^ token.charAt(i)) * FNV_PRIME;
    }
    return hash | 1;
  }
}
