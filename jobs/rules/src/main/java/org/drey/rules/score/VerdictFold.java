package org.drey.rules.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.StoredVerdict.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The fold over entries and verdicts in order of time: which verdicts act, and what the episode
 * comes to. Whether one acts is judged on what there is up to its time, with its day cut there.
 */
final class VerdictFold {
  private final EntityScorer scorer;
  private final AlertTrack track;
  private final List<LedgerEntry> victims;
  private final AlertVerdicts verdicts;
  private final @Nullable Band fourEyesFrom;
  private final List<Long> reopenings;

  /**
   * A fold.
   *
   * @param victims the entries of the track by which a score may be held down, regardless of
   *     verdicts on them
   * @param fourEyesFrom see {@link EntityAlertsFactory}
   */
  VerdictFold(
      EntityScorer scorer,
      AlertTrack track,
      List<LedgerEntry> victims,
      AlertVerdicts verdicts,
      @Nullable Band fourEyesFrom) {
    this.scorer = scorer;
    this.track = track;
    this.victims = victims;
    this.verdicts = verdicts;
    this.fourEyesFrom = fourEyesFrom;
    this.reopenings = verdicts.reopenings();
  }

  /**
   * Folds what is not settled.
   *
   * @param all the entries, as the verdicts that have settled leave them
   * @param until what is later is left out, {@link Long#MAX_VALUE} for nothing
   */
  FoldResult judge(VerdictEntries all, Episode settled, long until) {
    Map<String, Effect> effects = new HashMap<>();
    VerdictEntries entries = all;
    Episode episode = settled;
    for (StoredVerdict one : verdicts.kept()) {
      if (one.isSettled() || !one.verdict().type().closes() || one.foldedAt() > until) {
        continue;
      }
      if (verdicts.isTakenBack(one)) {
        effects.put(one.id(), Effect.NOTHING);
        continue;
      }
      episode = advance(entries, episode, dayBefore(one.foldedAt())); // a cut changes its day alone
      VerdictEntries cut = entries.cut(one.foldedAt());
      Effect effect = effect(one, advance(cut, episode, one.foldedAt()));
      effects.put(one.id(), effect);
      entries = effect == Effect.ACTED ? entries.with(ActingVerdict.of(one)) : entries;
    }
    return new FoldResult(entries, advance(entries, episode, until), effects);
  }

  private static long dayBefore(long time) {
    return Math.floorDiv(time, LedgerEntry.DAY) * LedgerEntry.DAY - 1;
  }

  private Effect effect(StoredVerdict verdict, Episode episode) {
    if (episode.number() == 0 || episode.endedBy() != null) {
      return Effect.NOTHING;
    }
    boolean needsEyes =
        fourEyesFrom != null && Band.of(episode.peak()).compareTo(fourEyesFrom) >= 0;
    return needsEyes && !verdict.verdict().hasSecondEyes() ? Effect.LACKED_EYES : Effect.ACTED;
  }

  /** Folds on, up to a time, from where an episode has come to. */
  private Episode advance(VerdictEntries entries, Episode from, long until) {
    if (until <= from.until()) {
      return from;
    }
    Episode episode = from;
    for (long time : times(entries, from.until(), until)) {
      List<LedgerEntry> folded = entries.foldedAt(time);
      if (!folded.isEmpty()) {
        double score = scorer.at(time, track, entries.at(time), victims).value();
        episode = next(episode, time, score, entries, folded);
      }
      for (ActingVerdict verdict : entries.acting()) {
        episode = verdict.at() == time ? episode.endedBy(verdict.id()) : episode;
      }
      episode = reopenings.contains(time) ? episode.reopened(time) : episode;
    }
    return episode.settledUntil(until);
  }

  private Iterable<Long> times(VerdictEntries entries, long after, long until) {
    Iterable<Long> folded = entries.times(after, until);
    if (entries.acting().isEmpty() && reopenings.isEmpty()) {
      return folded;
    }
    TreeSet<Long> times = new TreeSet<>(reopenings);
    entries.acting().forEach(verdict -> times.add(verdict.at()));
    folded.forEach(times::add);
    return times.subSet(after, false, until, true);
  }

  private static Episode next(
      Episode episode, long time, double score, VerdictEntries entries, List<LedgerEntry> folded) {
    boolean positive = false;
    boolean opens = false;
    for (LedgerEntry entry : folded) {
      ScoringPart scoring = entries.positive(entry);
      positive |= scoring != null;
      opens |= scoring != null && scoring.opens();
    }
    return episode.next(time, score, opens, positive);
  }
}
