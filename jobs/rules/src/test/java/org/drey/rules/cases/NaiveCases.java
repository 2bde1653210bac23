package org.drey.rules.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;

/** Cases as the page has them, calculated from everything that ever happened, without state. */
final class NaiveCases {
  private static final long MONTH = 30L * 24 * 60 * 60 * 1000;

  private record From(EntityKey entity, AlertTrack track) {}

  /** Of each entity and track, when it named which one last. */
  private final Map<From, Map<EntityKey, Long>> named = new HashMap<>();

  private final Map<From, AlertStanding> alerts = new HashMap<>();

  void name(EntityKey entity, AlertTrack track, List<String> names, long time) {
    for (String name : names) {
      String[] parts = name.split(":", 2);
      if (Set.of("PAYEE", "HOST", "DEVICE").contains(parts[0])) {
        named
            .computeIfAbsent(new From(entity, track), f -> new HashMap<>())
            .merge(StarsOfTests.entity(parts[0], parts[1]), time, Math::max);
      }
    }
  }

  void revise(EntityKey entity, AlertTrack track, AlertStanding alert) {
    alerts.put(new From(entity, track), alert);
  }

  Map<EntityKey, CaseContent> cases(Set<String> hubs) {
    Map<EntityKey, Map<From, Long>> stars = new HashMap<>();
    named.forEach(
        (from, times) ->
            times.entrySet().stream()
                .sorted(
                    Comparator.comparing((Map.Entry<EntityKey, Long> one) -> -one.getValue())
                        .thenComparing(one -> one.getKey().kind())
                        .thenComparing(one -> one.getKey().token()))
                .limit(50)
                .forEach(
                    one ->
                        stars
                            .computeIfAbsent(one.getKey(), x -> new HashMap<>())
                            .put(from, one.getValue())));
    Map<EntityKey, CaseContent> cases = new HashMap<>();
    stars.forEach(
        (x, links) -> {
          if (!hubs.contains(x.token())) {
            addCase(x, links, cases);
          }
        });
    return cases;
  }

  private void addCase(EntityKey x, Map<From, Long> links, Map<EntityKey, CaseContent> cases) {
    long u = links.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    Set<EntityKey> linked = new HashSet<>();
    links.forEach(
        (from, time) -> {
          if (time > u - MONTH) {
            linked.add(from.entity());
          }
        });
    List<From> members = new ArrayList<>();
    alerts.forEach(
        (from, alert) -> {
          boolean isLinked = links.containsKey(from) && links.get(from) > u - MONTH;
          boolean isX = from.entity().equals(x);
          if (alert.counts() && alert.lastSeen() > u - MONTH && (isLinked || isX)) {
            members.add(from);
          }
        });
    boolean receives = members.contains(new From(x, AlertTrack.RECEIVER));
    members.removeIf(from -> from.track() == AlertTrack.VICTIM && !receives);
    long entities = members.stream().map(From::entity).distinct().count();
    if (entities >= 2 && linked.size() <= 200) {
      cases.put(x, content(linked.size(), members));
    }
  }

  private CaseContent content(int degree, List<From> members) {
    TreeMap<String, CaseContent.Member> sorted = new TreeMap<>();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (From from : members) {
      AlertStanding alert = alerts.get(from);
      String id = AlertIds.of(from.track(), from.entity());
      String token = from.entity().token();
      sorted.put(
          "%09.1f %s".formatted(1_000 - alert.peak(), id),
          new CaseContent.Member(id, token, from.track().name(), alert.peak()));
      first = Math.min(first, alert.firstSeen());
      last = Math.max(last, alert.lastSeen());
    }
    return new CaseContent(degree, sorted.values().stream().limit(50).toList(), first, last);
  }
}
