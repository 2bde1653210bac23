package org.drey.definitions.record;

import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.Place;

/**
 * That an entity is to be forgotten, with the place of the record that says so.
 *
 * @param time when it was asked for, milliseconds since 1970
 */
public record PlacedErasure(EntityKey entity, long time, Place place) {
  /** Without the entity: this may be logged. */
  @Override
  public String toString() {
    return "erasure of " + place;
  }
}
