package org.drey.definitions.record;

import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;

/**
 * A request to forget an entity, with the position of its record.
 *
 * @param time when it was asked for, milliseconds since 1970
 */
public record PlacedErasure(EntityKey entity, long time, RecordPosition place) {
  /** Without the entity: this may be logged. */
  @Override
  public String toString() {
    return "erasure of " + place;
  }
}
