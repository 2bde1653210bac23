package org.drey.rules.cases;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of those that name one entity, and the case that this makes. It looks at no
 * clock: the time of a star is the 30 days before its entity was last named.
 */
final class CaseStar {
  /** The time of what was never named. */
  static final long NOT_NAMED = Long.MIN_VALUE;

  static final long WINDOW_MILLIS = 30 * 86_400_000L;

  /** The greatest degree: what more entities name explains nothing about them. */
  static final int MAX_DEGREE = 200;

  /** More entities are not needed to see that there are too many. */
  static final int MAX_KEPT = MAX_DEGREE + 1;

  private static final Comparator<CaseSpoke> LAST_NAMED =
      Comparator.comparing(CaseSpoke::named).thenComparingLong(CaseSpoke::time);

  private final EntityKey centre;
  private final Map<CaseSpoke.Id, CaseSpoke> spokes = new LinkedHashMap<>();

  /** The star of an entity, with what is known of it. */
  CaseStar(EntityKey centre, List<CaseSpoke> known) {
    this.centre = centre;
    known.forEach(spoke -> spokes.put(spoke.id(), spoke));
  }

  List<CaseSpoke> spokes() {
    return List.copyOf(spokes.values());
  }

  /** Takes in a link; an older one than is known changes nothing. */
  void take(EntityLink link) {
    if (link.isErasure()) {
      forget(link);
      return;
    }
    CaseSpoke next = CaseSpoke.of(link);
    CaseSpoke known = spokes.get(next.id());
    if (known == null || known.version() < next.version()) {
      spokes.put(next.id(), next);
      if (spokes.size() > MAX_KEPT) {
        keepNewest();
      }
    }
  }

  /**
   * Keeps the entities that named the star's own last. Where there is room, those stay that do so
   * no longer, so that an older link of theirs is known as such.
   */
  private void keepNewest() {
    Map<CaseSpoke.Entity, CaseSpoke> newest = new HashMap<>();
    for (CaseSpoke spoke : spokes.values()) {
      if (!isOwn(spoke)) {
        newest.merge(spoke.id().entity(), spoke, BinaryOperator.maxBy(LAST_NAMED));
      }
    }
    if (newest.size() > MAX_KEPT) {
      Set<CaseSpoke.Entity> gone =
          newest.values().stream()
              .sorted(LAST_NAMED.reversed().thenComparing(spoke -> spoke.id().entity()))
              .skip(MAX_KEPT)
              .map(spoke -> spoke.id().entity())
              .collect(Collectors.toSet());
      spokes.keySet().removeIf(id -> gone.contains(id.entity()));
    }
  }

  private void forget(EntityLink erasure) {
    CaseSpoke.Entity gone = new CaseSpoke.Entity(erasure.from().kind(), erasure.from().token());
    boolean all = erasure.isErasureOfCentre();
    spokes.keySet().removeIf(id -> all || id.entity().equals(gone));
  }

  private boolean isOwn(CaseSpoke spoke) {
    CaseSpoke.Entity entity = spoke.id().entity();
    return entity.kind().equals(centre.kind()) && entity.token().equals(centre.token());
  }

  /**
   * The case that there is, or null.
   *
   * @param hubs tokens of entities that explain nothing, as many have to do with them
   */
  @Nullable CaseContent content(Set<String> hubs) {
    long last =
        spokes.values().stream()
            .filter(CaseSpoke::named)
            .mapToLong(CaseSpoke::time)
            .max()
            .orElse(NOT_NAMED);
    if (last == NOT_NAMED || hubs.contains(centre.token())) {
      return null;
    }
    long from = last - WINDOW_MILLIS;
    Set<CaseSpoke.Entity> linked = new HashSet<>();
    List<CaseSpoke> members = new ArrayList<>();
    List<CaseSpoke> victims = new ArrayList<>();
    for (CaseSpoke spoke : spokes.values()) {
      boolean isLinked = spoke.named() && spoke.time() > from;
      if (isLinked) {
        linked.add(spoke.id().entity());
      }
      if ((isLinked || isOwn(spoke)) && isSeen(spoke, from)) {
        (spoke.isVictim() ? victims : members).add(spoke);
      }
    }
    if (members.stream().anyMatch(one -> isOwn(one) && one.id().track().equals("RECEIVER"))) {
      members.addAll(victims);
    }
    long entities = members.stream().map(one -> one.id().entity()).distinct().count();
    return entities < 2 || linked.size() > MAX_DEGREE ? null : content(linked.size(), members);
  }

  private static boolean isSeen(CaseSpoke spoke, long from) {
    AlertStanding alert = spoke.alert();
    return alert != null && alert.counts() && alert.lastSeen() > from;
  }

  private CaseContent content(int degree, List<CaseSpoke> of) {
    List<CaseContent.Member> members = new ArrayList<>();
    long firstSeen = Long.MAX_VALUE;
    long lastSeen = NOT_NAMED;
    for (CaseSpoke spoke : of) {
      AlertStanding alert = requireNonNull(spoke.alert(), "a member has an alert");
      members.add(member(spoke, alert.peak()));
      firstSeen = Math.min(firstSeen, alert.firstSeen());
      lastSeen = Math.max(lastSeen, alert.lastSeen());
    }
    return CaseContent.of(degree, members, firstSeen, lastSeen);
  }

  private CaseContent.Member member(CaseSpoke spoke, double peak) {
    CaseSpoke.Entity entity = spoke.id().entity();
    EntityKey key =
        new EntityKey(centre.tokenDomain(), centre.keyVersion(), entity.kind(), entity.token());
    String track = spoke.id().track();
    String alert = AlertIds.of(AlertTrack.valueOf(track), key);
    return new CaseContent.Member(alert, entity.token(), track, peak);
  }
}
