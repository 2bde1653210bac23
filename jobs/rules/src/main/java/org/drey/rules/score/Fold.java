package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The score as a fold over a ledger in order of time. It looks at no clock, so a finding that comes
 * late is as good as another.
 */
public final class Fold {
  private final RuleSet rules;
  private final EntityScorer scorer;

  public Fold(RuleSet rules) {
    this.rules = rules;
    this.scorer = new EntityScorer(rules);
  }

  /**
   * Returns how old a finding has to be, by the clock, to be settled, in milliseconds: older than
   * the largest settle time of the scored rules, and no younger than an episode's quiet time,
   * within which a verdict may be undone.
   */
  public static long settleMillis(RuleSet rules) {
    return Math.max(rules.settleMillis(), Episode.QUIET_MILLIS);
  }

  /**
   * Returns whether an episode may ever have opened: false only if all that the entries are worth,
   * whenever they count, is too little, so that nothing has to be folded. Most entities end here.
   */
  boolean mayOpen(AlertTrack track, Ledger ledger) {
    Map<ScoringPart.Family, Map<String, Double>> families = new HashMap<>();
    boolean opens = ledger.settled().number() > 0;
    boolean hard = false;
    for (LedgerEntry entry : ledger.kept()) {
      ScoringPart scoring = rules.scoring(entry.ruleId());
      if (scoring != null && !scoring.isBenign()) {
        opens |= scoring.opens();
        hard |= scoring.hard();
        families
            .computeIfAbsent(scoring.family(), family -> new HashMap<>())
            .put(entry.indicator(), scoring.points());
      }
    }
    double most = 0;
    for (Map.Entry<ScoringPart.Family, Map<String, Double>> family : families.entrySet()) {
      double sum = family.getValue().values().stream().mapToDouble(Double::doubleValue).sum();
      most += Math.min(family.getKey().cap(), sum);
    }
    boolean wide = // else a gate holds it below
        families.size() > 1 || hard || GateRule.ofOneFamily(track) >= Episode.OPENS_FROM;
    return opens || (wide && ScoreTenths.round(most) >= Episode.OPENS_FROM);
  }

  /**
   * Folds what is not settled.
   *
   * @param victim the same entity's ledger on the victim track
   * @param fourEyesFrom see {@link EntityAlertsFactory}
   * @param until what is later is left out, {@link Long#MAX_VALUE} for nothing
   */
  FoldResult judge(
      AlertTrack track,
      Ledger ledger,
      Ledger victim,
      AlertVerdicts verdicts,
      @Nullable Band fourEyesFrom,
      long until) {
    return new VerdictFold(scorer, track, victim.entries(), verdicts, fourEyesFrom)
        .judge(entries(ledger, verdicts), ledger.settled(), until);
  }

  /** The entries of a ledger as the verdicts that have settled leave them. */
  VerdictEntries entries(Ledger ledger, AlertVerdicts verdicts) {
    return VerdictEntries.of(rules, ledger, verdicts.acting());
  }

  /**
   * Returns what the alert of an entity and track says without verdicts; null if no episode opened.
   */
  public @Nullable AlertContent content(AlertTrack track, Ledger ledger, Ledger victim) {
    return content(
        track, judge(track, ledger, victim, AlertVerdicts.NONE, null, Long.MAX_VALUE), victim);
  }

  /**
   * Returns what the alert of an entity and track says, or null if no episode ever opened.
   *
   * @param judged what the fold has come to
   * @param victim the same entity's ledger on the victim track
   */
  @Nullable AlertContent content(AlertTrack track, FoldResult judged, Ledger victim) {
    Episode episode = judged.episode();
    if (episode.number() == 0) {
      return null;
    }
    long asOf = episode.asOf();
    Score score = scorer.at(asOf, track, judged.entries().at(asOf), victim.entries()).score();
    int severity = Severity.of(track, judged.entries().existing(asOf), asOf, rules);
    CountedEvidence counted = CountedEvidence.at(asOf, judged.entries());
    return new AlertContent(
        track,
        episode.number(),
        episode.open(),
        score,
        episode.peak(),
        severity,
        Priority.of(track, severity, score, isFresh(judged, asOf)),
        Confidence.of(score),
        asOf,
        counted.firstSeen(),
        counted.lastSeen(),
        counted.findings());
  }

  /** Returns whether the worst that opens an alert by itself was seen within a day. */
  private boolean isFresh(FoldResult judged, long asOf) {
    return judged.entries().existing(asOf).stream()
        .filter(entry -> entry.exists(asOf) && asOf - entry.time() <= LedgerEntry.DAY)
        .map(entry -> rules.scoring(entry.ruleId()))
        .anyMatch(scoring -> scoring != null && scoring.opens() && isWorst(scoring.severity()));
  }

  private static boolean isWorst(ScoringPart.@Nullable SeverityRule severity) {
    return severity != null && severity.level() == Severity.WORST;
  }

  /**
   * A ledger without verdicts whose episode is settled up to a time.
   *
   * @param until the end of a UTC day
   */
  Ledger settle(AlertTrack track, Ledger ledger, Ledger victim, long until) {
    return until <= ledger.settled().until()
        ? ledger
        : ledger.settled(judge(track, ledger, victim, AlertVerdicts.NONE, null, until).episode());
  }

  /**
   * Returns what of a settled ledger no score counts that can still be asked for, in an order in
   * which any first part of it may go.
   *
   * @param others times whose scores, on another track of the entity, may be emitted again; this
   *     track's own is known
   */
  List<LedgerEntry> forgettable(AlertTrack track, Ledger ledger, long... others) {
    return forgettable(
        track, VerdictEntries.of(rules, ledger, List.of()), ledger.settled(), others);
  }

  /** The same of a ledger's entries as the verdicts that have settled leave them. */
  List<LedgerEntry> forgettable(
      AlertTrack track, VerdictEntries entries, Episode settled, long... others) {
    return new LedgerCleanup(track, entries, settled, others).gone();
  }

  /**
   * The evidence that counts at a time, benign findings apart: an alert names it.
   *
   * @param findings ids of all entries, also of those beside a stronger one of their day, and of
   *     all findings that are judged for themselves; the newest first
   * @param firstSeen when the earliest entry was found, also of those beside a stronger one
   * @param lastSeen when the newest was
   */
  private record CountedEvidence(List<String> findings, long firstSeen, long lastSeen) {

    static CountedEvidence at(long time, VerdictEntries all) {
      List<LedgerEntry> existing = counting(time, all.existing(time), all);
      int last = existing.size() - 1;
      return new CountedEvidence(
          counting(time, all.listed(time), all).stream()
              .map(LedgerEntry::findingId)
              .distinct()
              .toList(),
          last < 0 ? time : Math.min(time, existing.get(last).time()),
          last < 0 ? time : existing.get(0).time());
    }

    private static List<LedgerEntry> counting(long time, List<LedgerEntry> of, VerdictEntries all) {
      List<LedgerEntry> counting = new ArrayList<>();
      for (LedgerEntry entry : of) {
        ScoringPart scoring = all.positive(entry);
        if (scoring != null && ScoredEntry.counts(entry, scoring, time)) {
          counting.add(entry);
        }
      }
      counting.sort(ScoredEntry.NEWEST_FIRST);
      return counting;
    }
  }

  /**
   * The entries of a ledger that no score needs which can still be asked for: those at later
   * entries, and those of the past that an alert may say again.
   */
  private static final class LedgerCleanup {
    private final AlertTrack track;
    private final VerdictEntries entries;
    private final long until;

    /** The past times whose scores may be emitted again, and the end of the settled part. */
    private final long[] asked;

    /**
     * Finds the entries to forget once an episode is settled.
     *
     * @param entries as the verdicts that have settled leave them
     * @param others times whose scores on other tracks may be emitted again
     */
    LedgerCleanup(AlertTrack track, VerdictEntries entries, Episode settled, long... others) {
      this.track = track;
      this.entries = entries;
      this.until = settled.until();
      LongStream own = settled.number() > 0 ? LongStream.of(settled.asOf()) : LongStream.empty();
      this.asked =
          LongStream.concat(LongStream.concat(own, LongStream.of(others)), LongStream.of(until))
              .filter(time -> time <= until)
              .sorted()
              .toArray();
    }

    /** Returns what of a ledger can go: the hidden before the entries that hide them. */
    List<LedgerEntry> gone() {
      Set<LedgerEntry> hidden = new HashSet<>();
      List<LedgerEntry> over = new ArrayList<>();
      Map<String, List<LedgerEntry>> benign = new HashMap<>();
      for (IndicatorDay day : entries.days()) {
        List<LedgerEntry> ofDay = day.entries(entries.cuts());
        boolean isOver = day.findings().stream().allMatch(this::isOver);
        for (LedgerEntry one : day.findings()) {
          if (!ofDay.contains(one)) {
            if (isOver || (isSettled(one) && !one.always())) {
              hidden.add(one);
            }
          } else if (isOver) {
            over.add(one);
          } else if (isSettled(one) && isBenign(one)) {
            benign.computeIfAbsent(one.indicator(), i -> new ArrayList<>()).add(one);
          }
        }
      }
      benign.values().forEach(settled -> over.addAll(superseded(settled)));
      List<LedgerEntry> gone = new ArrayList<>(hidden);
      gone.addAll(over);
      return gone;
    }

    /**
     * Benign evidence counts once, in full, by its newest entry: of one indicator's settled entries
     * those that are the newest at none of the times that can still be asked for.
     */
    private Collection<LedgerEntry> superseded(List<LedgerEntry> settled) {
      if (settled.stream().anyMatch(one -> one.expiresAt() != Finding.NO_EXPIRY)) {
        return List.of(); // when the newest expires, the one before it is the newest
      }
      settled.sort(LedgerEntry.ORDER);
      Set<LedgerEntry> gone = new HashSet<>(settled);
      for (long time : asked) {
        Ledger.at(time, settled).stream().reduce(ScoredEntry::newer).ifPresent(gone::remove);
      }
      return gone;
    }

    private boolean isSettled(LedgerEntry one) {
      return one.foldedAt() <= until;
    }

    /** Returns whether no score that can still be asked for counts it. */
    private boolean isOver(LedgerEntry one) {
      if (entries.isSuppressed(one)) {
        return isSettled(one); // no score ever counts it
      }
      long needed = asked.length == 0 ? until : asked[0];
      return one.foldedAt() < needed
          && Math.min(one.time() + ScoredEntry.use(track, entries.scoring(one)), ends(one))
              < needed;
    }

    /**
     * Returns when a verdict ends what a finding is good for; one of a child holds a score down
     * anyhow.
     */
    private long ends(LedgerEntry one) {
      long ends = entries.end(one);
      return !track.holds().isEmpty()
          ? Math.max(ends, one.time() + EntityScorer.VICTIM_MILLIS)
          : ends;
    }

    private boolean isBenign(LedgerEntry one) {
      ScoringPart scoring = entries.scoring(one);
      return scoring != null && scoring.isBenign();
    }
  }
}
