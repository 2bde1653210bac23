package org.drey.rules.cases;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The links of one entity: what findings and new revisions of its alerts do to them. A book is
 * opened for one call, and is then asked what there is to send, and written; it changes nothing in
 * its store before {@link #write}.
 */
public final class EntityLinks {
  private final EntityKey entity;
  private final LinkStore store;
  private final Map<AlertTrack, NamedLast> before = new EnumMap<>(AlertTrack.class);
  private final Map<AlertTrack, NamedLast> after = new EnumMap<>(AlertTrack.class);
  private final Set<AlertTrack> revised = EnumSet.noneOf(AlertTrack.class);
  private final Set<AlertTrack> rewritten = EnumSet.noneOf(AlertTrack.class);
  private final Set<EntityKey> left = new LinkedHashSet<>();
  private long now = Long.MIN_VALUE;
  private boolean isErased;

  /** Opens the links of an entity; nothing is read yet. */
  public EntityLinks(EntityKey entity, LinkStore store) {
    this.entity = entity;
    this.store = store;
  }

  /**
   * Takes in a finding.
   *
   * @param names the other entities that it names, as KIND:token
   * @param time when it was, milliseconds since 1970
   */
  public void name(AlertTrack track, List<String> names, long time) {
    if (!names.isEmpty()) {
      after.put(track, names(track).with(names, time));
      now = Math.max(now, time);
    }
  }

  /**
   * Takes in a revision of the alert on a track.
   *
   * @param alert null if there is none any more
   * @param time of what brought it about, milliseconds since 1970
   */
  public void revise(AlertTrack track, @Nullable AlertStanding alert, long time) {
    after.put(track, names(track).with(alert));
    revised.add(track);
    now = Math.max(now, time);
  }

  /**
   * Forgets another entity, which was erased; that forgets who named it, too.
   *
   * @param until up to when it was named, milliseconds since 1970: a newer naming stays
   * @return the tracks that named it
   */
  public Set<AlertTrack> forget(EntityKey gone, long until) {
    Set<AlertTrack> named = EnumSet.noneOf(AlertTrack.class);
    for (AlertTrack track : AlertTrack.values()) {
      NamedLast known = names(track);
      NamedLast rest = known.without(gone, until);
      if (!rest.equals(known)) {
        if (rest.centres().size() < known.centres().size()) {
          left.add(gone);
        }
        before.put(track, rest);
        after.put(track, rest);
        named.add(track);
      }
    }
    rewritten.addAll(named);
    return named;
  }

  /** Forgets all that the entity names; these forget it, too. */
  public void erase() {
    isErased = true;
  }

  /** Returns what the findings of a track name. */
  public NamedLast names(AlertTrack track) {
    NamedLast known = after.get(track);
    if (known == null) {
      known = store.names(track);
      known = known == null ? NamedLast.NOTHING : known;
      before.put(track, known);
      after.put(track, known);
    }
    return known;
  }

  /** The tracks that name others now than when the book was opened, in whichever order. */
  public Set<AlertTrack> renamed() {
    Set<AlertTrack> renamed = EnumSet.noneOf(AlertTrack.class);
    after.forEach(
        (track, names) -> {
          NamedLast old = before.getOrDefault(track, NamedLast.NOTHING);
          if (!names.equals(old) && !names.entities().equals(old.entities())) {
            renamed.add(track);
          }
        });
    return renamed;
  }

  /**
   * Returns what there is to send: a revision to all that the track names, a naming to those for
   * whom it is newer, or who are no longer among those named last. To be asked once, before {@link
   * #write}.
   */
  public List<EntityLink> links() {
    List<EntityLink> links = new ArrayList<>();
    (isErased ? erased() : left).forEach(centre -> links.add(EntityLink.erasure(centre, entity)));
    if (isErased) {
      return links;
    }
    for (Map.Entry<AlertTrack, NamedLast> one : new EnumMap<>(after).entrySet()) {
      AlertTrack track = one.getKey();
      NamedLast old = before.getOrDefault(track, NamedLast.NOTHING);
      NamedLast next = one.getValue().withVersion(nextVersion(old.version()));
      int known = links.size();
      addNamed(track, old, next, links);
      addGone(track, old, next, links);
      if (revised.contains(track) && EntityMention.isCentre(entity.kind())) {
        links.add(link(entity, track, next, CaseStar.NOT_NAMED, false));
      }
      if (links.size() > known) {
        after.put(track, next);
      }
    }
    return links;
  }

  /** Also newer than what was sent before an entity was forgotten. */
  private long nextVersion(long version) {
    return Math.max(version + 1, now);
  }

  private void addNamed(AlertTrack track, NamedLast old, NamedLast next, List<EntityLink> links) {
    for (EntityMention one : next.centres()) {
      if (revised.contains(track) || !old.centres().contains(one)) {
        links.add(link(one.in(entity), track, next, one.time(), true));
      }
    }
  }

  private void addGone(AlertTrack track, NamedLast old, NamedLast next, List<EntityLink> links) {
    for (EntityMention one : old.centres()) {
      if (next.centres().stream().noneMatch(one::isSame)) {
        links.add(link(one.in(entity), track, next, one.time(), false));
      }
    }
  }

  private EntityLink link(
      EntityKey centre, AlertTrack track, NamedLast names, long time, boolean named) {
    return new EntityLink(
        centre, entity, track.name(), names.version(), time, named, names.alert());
  }

  /** All that the entity names, which are to forget it, and itself, if others may name it. */
  private Set<EntityKey> erased() {
    Set<EntityKey> centres = new LinkedHashSet<>();
    for (AlertTrack track : AlertTrack.values()) {
      names(track).centres().forEach(one -> centres.add(one.in(entity)));
    }
    if (EntityMention.isCentre(entity.kind())) {
      centres.add(entity);
    }
    return centres;
  }

  /** Writes what has changed. */
  public void write() {
    if (isErased) {
      store.clear();
      return;
    }
    after.forEach(
        (track, names) -> {
          if (rewritten.contains(track) || !names.equals(before.get(track))) {
            store.put(track, names);
          }
        });
  }
}
