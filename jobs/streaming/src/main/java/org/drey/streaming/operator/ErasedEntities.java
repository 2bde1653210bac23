package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.drey.base.DerivedIds;
import org.drey.definitions.record.PlacedErasure;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.ErasedUntil;
import org.jspecify.annotations.Nullable;

/**
 * The entities that were erased, each up to when, in broadcast state: by a hash, so that no token
 * stays where it was erased.
 */
final class ErasedEntities implements ErasedUntil {
  /** State name; a rename loses state. */
  static final String NAME = "erased";

  private @Nullable ReadOnlyBroadcastState<String, Long> state;
  private boolean isEmpty = true;

  /**
   * Erasures that have come to their entity and not yet by broadcast. No snapshot is needed: the
   * barrier of a checkpoint comes after both or before both, as one door sends them.
   */
  private final Map<String, Long> ahead = new HashMap<>();

  static MapStateDescriptor<String, Long> descriptor() {
    return new MapStateDescriptor<>(NAME, Types.STRING, Types.LONG);
  }

  /** Returns what an entity is known by, from which it cannot be read. */
  static String id(EntityKey entity) {
    return DerivedIds.of(
        entity.tokenDomain(), Integer.toString(entity.keyVersion()), entity.kind(), entity.token());
  }

  /**
   * Puts one more into a state.
   *
   * @return up to when it is erased: of several erasures the latest counts
   */
  static long put(BroadcastState<String, Long> all, PlacedErasure erasure) throws Exception {
    String id = id(erasure.entity());
    Long before = all.get(id);
    long until = before == null ? erasure.time() : Math.max(before, erasure.time());
    all.put(id, until);
    return until;
  }

  /** Looks from now on at a state. */
  void use(ReadOnlyBroadcastState<String, Long> next) {
    state = next;
    Boolean any = StateAccess.read(() -> next.immutableEntries().iterator().hasNext());
    isEmpty = ahead.isEmpty() && !Boolean.TRUE.equals(any);
  }

  /** An erasure has come to its entity, maybe before it comes by broadcast. */
  void add(EntityKey entity, long until) {
    if (!has(entity, until)) {
      ahead.put(id(entity), until);
      isEmpty = false;
    }
  }

  /** An erasure has come by broadcast. */
  void broadcast(EntityKey entity, long until) {
    ahead.computeIfPresent(id(entity), (key, one) -> one > until ? one : null);
  }

  @Override
  public boolean isEmpty() {
    return isEmpty;
  }

  @Override
  public boolean has(EntityKey entity, long time) {
    ReadOnlyBroadcastState<String, Long> known = state;
    if (isEmpty || known == null) {
      return false;
    }
    String id = id(entity);
    Long until = StateAccess.read(() -> known.get(id));
    return (until != null && time <= until) || time <= ahead.getOrDefault(id, Long.MIN_VALUE);
  }
}
