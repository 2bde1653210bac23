package org.drey.rules.cases;

import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The link of an entity and track to an entity that they name, all of it: a newer one replaces an
 * older one. An alert of the named entity itself travels to it in the same way, without a naming.
 *
 * @param centre the entity that is named
 * @param from the entity that names it
 * @param track the name of the track whose findings name it
 * @param version grows with each link of the same entity and track
 * @param time when the newest finding that names it was, milliseconds since 1970
 * @param named whether it is still among those that were named last
 * @param alert the alert of entity and track; null if there is none
 */
public record EntityLink(
    EntityKey centre,
    EntityKey from,
    String track,
    long version,
    long time,
    boolean named,
    @Nullable AlertStanding alert) {

  /** The track of what is no link. */
  private static final String ALL_TRACKS = "";

  /**
   * Returns the request that an entity is to be forgotten by one that it names, or as the centre of
   * a star.
   */
  static EntityLink erasure(EntityKey centre, EntityKey from) {
    return new EntityLink(
        centre, from, ALL_TRACKS, Long.MAX_VALUE, CaseStar.NOT_NAMED, false, null);
  }

  /**
   * Returns whether it is no link, but says that the entity that it comes from is to be forgotten.
   */
  boolean isErasure() {
    return track.equals(ALL_TRACKS);
  }

  /** Returns whether the entity in the middle is to be forgotten itself. */
  boolean isErasureOfCentre() {
    return isErasure() && from.equals(centre);
  }
}
