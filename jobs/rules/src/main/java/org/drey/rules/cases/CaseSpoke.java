package org.drey.rules.cases;

import org.jspecify.annotations.Nullable;

/**
 * One entity and track in the star of another: the newest of its {@link EntityLink}s.
 *
 * @param id which
 * @param version of the link
 * @param time of the newest naming; {@link CaseStar#NOT_NAMED} of the alerts of the star's own
 *     entity
 * @param named whether it names the star's entity
 * @param alert its alert; null if there is none
 */
record CaseSpoke(Id id, long version, long time, boolean named, @Nullable AlertStanding alert) {

  /** An entity. */
  record Entity(String kind, String token) implements Comparable<Entity> {
    @Override
    public int compareTo(Entity other) {
      int kinds = kind.compareTo(other.kind);
      return kinds == 0 ? token.compareTo(other.token) : kinds;
    }
  }

  /** An entity and one of its tracks. */
  record Id(Entity entity, String track) {}

  static CaseSpoke of(EntityLink link) {
    Id id = new Id(new Entity(link.from().kind(), link.from().token()), link.track());
    boolean counts = link.named() || link.centre().equals(link.from());
    return new CaseSpoke(
        id, link.version(), link.time(), link.named(), counts ? link.alert() : null);
  }

  boolean isVictim() {
    return id.track().equals("VICTIM");
  }

  /** Returns when it was last named or its alert last seen. */
  long newest() {
    return alert == null ? time : Math.max(time, alert.lastSeen());
  }
}
