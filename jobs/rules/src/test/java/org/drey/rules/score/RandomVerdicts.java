package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** Random findings about one entity on two tracks, and random verdicts on its two alerts. */
final class RandomVerdicts {
  static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("PAY-10", AlertTrack.PAYER, "payment", "LINK", 20),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 60)
              .replace("half_life: 30d", "half_life: 5d"),
          Evidence.soft("LIV-09", AlertTrack.PAYER, "livestream", "LIVEACC", 30)
              + "  opens: true\n  severity: 4\n",
          Evidence.hard("EXT-04", AlertTrack.PAYER, 40) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -10),
          Evidence.soft("SXV-01", AlertTrack.VICTIM, "payment", "SXV_RATE", 60)
                  .replace("half_life: 30d", "half_life: 2d")
              + "  severity: 4\n  severity_for: 24h\n",
          Evidence.soft("SXV-10", AlertTrack.VICTIM, "payment", "SXV_SHAPE", 40));

  static final List<AlertTrack> TRACKS = List.of(AlertTrack.PAYER, AlertTrack.VICTIM);
  private static final List<String> PAYER =
      List.of("PAY-30", "PAY-30", "PAY-10", "LIV-20", "LIV-20", "LIV-09", "EXT-04", "BEN-10");
  private static final List<String> VICTIM = List.of("SXV-01", "SXV-10");
  private static final List<VerdictType> TYPES =
      List.of(
          VerdictType.CONFIRMED,
          VerdictType.LIKELY,
          VerdictType.UNFOUNDED,
          VerdictType.UNFOUNDED,
          VerdictType.BENIGN_EXPLAINED,
          VerdictType.DUPLICATE,
          VerdictType.NEEDS_MORE,
          VerdictType.REOPENED,
          VerdictType.REOPENED);

  final Desk desk;
  final @Nullable Band fourEyes;
  final Map<AlertTrack, List<Finding>> findings = new EnumMap<>(AlertTrack.class);
  final Map<AlertTrack, List<Verdict>> verdicts = new EnumMap<>(AlertTrack.class);
  private final Random random;
  private final int span;

  RandomVerdicts(Random random) {
    this.random = random;
    this.span = random.nextBoolean() ? 4 : random.nextBoolean() ? 60 : 500;
    this.fourEyes = List.of(Band.NONE, Band.ALERT, Band.HIGH, Band.CRITICAL).get(random.nextInt(4));
    this.desk = new Desk(RULES, AlertTrack.PAYER, fourEyes == Band.NONE ? null : fourEyes);
    findings(AlertTrack.PAYER, PAYER, 2 + random.nextInt(18));
    findings(AlertTrack.VICTIM, VICTIM, random.nextBoolean() ? 0 : random.nextInt(9));
    for (AlertTrack track : TRACKS) {
      verdicts.put(track, new ArrayList<>());
      for (int n = findings.get(track).isEmpty() ? 0 : random.nextInt(7); n > 0; n--) {
        verdicts.get(track).add(verdict(track));
      }
    }
  }

  @Nullable Band asked() {
    return fourEyes == Band.NONE ? null : fourEyes;
  }

  private void findings(AlertTrack track, List<String> indicators, int count) {
    findings.put(track, new ArrayList<>());
    for (int i = 0; i < count; i++) {
      String indicator = indicators.get(random.nextInt(indicators.size()));
      boolean benign = indicator.startsWith("BEN");
      double quality = benign || random.nextBoolean() ? 1 : random.nextInt(5) / 4.0;
      long time = Evidence.day(random.nextInt(span)) + random.nextInt(13) * Evidence.HOUR;
      Finding one = desk.finding(track, quality, indicator, time);
      if (findings.get(track).stream().noneMatch(other -> other.id().equals(one.id()))) {
        findings.get(track).add(one);
      }
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Verdict verdict(AlertTrack track) {
    List<Verdict> given = verdicts.get(track);
    boolean again = !given.isEmpty() && random.nextInt(8) == 0;
    String id = again ? any(given).id() : "v" + random.nextInt(1_000);
    VerdictType type = any(TYPES);
    long time = any(findings.get(track)).time() + offset();
    String takesBack = null;
    if (type == VerdictType.REOPENED) {
      Verdict target = given.isEmpty() ? null : any(given);
      takesBack = target == null ? "v" + random.nextInt(1_000) : target.id();
      long after = any(List.of(-1L, 0L, 1L, 90 * Evidence.DAY, 90 * Evidence.DAY + 1));
      time = target != null && random.nextBoolean() ? target.actsAt() + after : time;
    }
    Says says =
        new Says(
            id,
            type,
            time,
            random.nextInt(4) == 0 ? time + offset() : time,
            takesBack,
            seen(track, time),
            track == AlertTrack.PAYER && type.spends() && random.nextBoolean()
                ? List.of(any(List.of("CHILD", "LINK", "LIVE", "LIVEACC")))
                : List.of(),
            any(List.of(1, 2, 30, 90)),
            random.nextInt(3) == 0 ? any(List.of("analyst", "other")) : null);
    return says.on(track);
  }

  private long offset() {
    return any(
        List.of(
            -Evidence.HOUR,
            -1L,
            0L,
            0L,
            1L,
            Evidence.HOUR,
            Evidence.DAY,
            90 * Evidence.DAY + 1,
            random.nextInt(10) * Evidence.DAY));
  }

  /** What the analyst may have seen: all, some, or what has not happened yet. */
  private List<String> seen(AlertTrack track, long time) {
    int what = random.nextInt(3);
    List<Finding> seen = new ArrayList<>(findings.get(track));
    seen.removeIf(one -> what < 2 && one.time() > time);
    seen.removeIf(one -> what > 0 && random.nextInt(3) == 0);
    return seen.stream().map(Finding::id).toList();
  }

  /** Leaves one verdict of each id. */
  void withoutOthersOfAnId() {
    for (List<Verdict> given : verdicts.values()) {
      Set<String> ids = new HashSet<>();
      given.removeIf(one -> !ids.add(one.id()));
    }
  }

  /** Everything that happens, in any order, verdicts also more than once. */
  List<Object> shuffled() {
    List<Object> all = new ArrayList<>();
    findings.values().forEach(all::addAll);
    verdicts.values().forEach(all::addAll);
    verdicts.values().forEach(all::addAll);
    Collections.shuffle(all, random);
    return all;
  }
}
