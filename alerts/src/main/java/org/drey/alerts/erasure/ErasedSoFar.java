package org.drey.alerts.erasure;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.entity.EntityNames;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Erasure;
import org.drey.rules.schema.EntityKey;

/**
 * Entities that requests for erasure have named, each with the time up to which all is to be
 * forgotten.
 */
public final class ErasedSoFar {
  private final Map<EntityKey, Instant> until = new HashMap<>();

  /** Takes in a request. */
  public void add(Erasure request) {
    until.merge(EntityNames.of(request), request.getErasureTime(), (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return until.isEmpty();
  }

  /** Returns whether an entity is to be forgotten of what happened at a time. */
  public boolean has(EntityKey entity, Instant time) {
    Instant end = until.get(entity);
    return end != null && !time.isAfter(end);
  }

  /**
   * Returns whether an alert or case names one of them for what is to be forgotten: the job writes
   * it without, or deletes it.
   */
  public boolean isNamedIn(SpecificRecordBase record) {
    if (isEmpty()) {
      return false;
    }
    Map<EntityKey, Instant> named =
        record instanceof Alert alert
            ? NamedEntities.of(alert)
            : record instanceof Case one ? NamedEntities.of(one) : Map.of();
    return named.entrySet().stream().anyMatch(one -> has(one.getKey(), one.getValue()));
  }
}
