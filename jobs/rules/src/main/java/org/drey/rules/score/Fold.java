package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.compile.Track;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The score as a fold over a ledger in order of time. It looks at no clock, so a finding that comes
 * late is as good as another.
 */
public final class Fold {
  private final RuleSet rules;
  private final Scorer scorer;

  public Fold(RuleSet rules) {
    this.rules = rules;
    this.scorer = new Scorer(rules);
  }

  /**
   * How old a finding has to be, by the clock, to be settled, in milliseconds: older than the
   * largest settle time of the scored rules, and no younger than an episode's quiet time, within
   * which a verdict may be undone.
   */
  public static long settleMillis(RuleSet rules) {
    return Math.max(rules.settleMillis(), Episode.QUIET_MILLIS);
  }

  /**
   * What the alert of an entity and track says, or null if no episode ever opened.
   *
   * @param victim the same entity's ledger on the victim track
   */
  public @Nullable AlertContent content(Track track, Ledger ledger, Ledger victim) {
    Episode episode = episode(track, ledger, victim, Long.MAX_VALUE);
    if (episode.number() == 0) {
      return null;
    }
    long asOf = episode.asOf();
    Score score = scorer.at(asOf, track, ledger.entries(), victim.entries());
    int severity = Severity.of(track, ledger.entries(), asOf, rules);
    Counted counted = Counted.at(asOf, ledger.entries(), rules);
    return new AlertContent(
        track,
        episode.number(),
        episode.open(),
        score,
        episode.peak(),
        severity,
        Priority.of(track, severity, score, episode.openedByRule()),
        Confidence.of(score),
        asOf,
        counted.firstSeen(),
        counted.lastSeen(),
        counted.findings(),
        counted.events(score),
        counted.linked());
  }

  /**
   * Forgets what can change no more: settles the episode up to a time and drops entries that no
   * score counts which is still to be told.
   *
   * @param keepFrom scores from this time on may be told again, on any track of the entity; later
   *     than {@code until} if none may
   */
  public Ledger settle(Track track, Ledger ledger, Ledger victim, long until, long keepFrom) {
    if (until <= ledger.settled().until()) {
      return ledger;
    }
    Episode settled = episode(track, ledger, victim, until).settledUntil(until);
    long needed = Math.min(until, keepFrom);
    List<LedgerEntry> kept = new ArrayList<>(ledger.entries());
    kept.removeIf(entry -> entry.foldedAt() <= until && isOver(track, entry, needed));
    return new Ledger(kept, settled);
  }

  /** Whether no score from a time on counts an entry. */
  private boolean isOver(Track track, LedgerEntry entry, long needed) {
    return entry.foldedAt() < needed && entry.time() + use(track, entry) < needed;
  }

  /**
   * How long an entry may matter to a score, in milliseconds; on the victim track also another's.
   */
  private long use(Track track, LedgerEntry entry) {
    return track == Track.VICTIM
        ? Math.max(lifetime(entry), Scorer.VICTIM_MILLIS)
        : lifetime(entry);
  }

  private long lifetime(LedgerEntry entry) {
    Scoring scoring = scoring(entry);
    if (scoring == null) {
      return 0;
    }
    return scoring.isBenign()
        ? Scorer.BENIGN_MILLIS
        : Families.HALF_LIVES * scoring.halfLifeMillis();
  }

  private Episode episode(Track track, Ledger ledger, Ledger victim, long until) {
    Episode episode = ledger.settled();
    List<LedgerEntry> entries = ledger.entries();
    for (int i = 0; i < entries.size(); i++) {
      long time = entries.get(i).foldedAt();
      boolean lastOfTime = i + 1 == entries.size() || entries.get(i + 1).foldedAt() != time;
      if (time > ledger.settled().until() && time <= until && lastOfTime) {
        double score = scorer.valueAt(time, track, entries, victim.entries());
        episode = episode.next(time, score, opensAt(entries, i));
      }
    }
    return episode;
  }

  /** Whether an entry of the same time, up to an index, opens an alert by its rule. */
  private boolean opensAt(List<LedgerEntry> entries, int last) {
    long time = entries.get(last).foldedAt();
    for (int i = last; i >= 0 && entries.get(i).foldedAt() == time; i--) {
      Scoring scoring = scoring(entries.get(i));
      if (scoring != null && scoring.opens()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Scoring scoring(LedgerEntry entry) {
    RuleHead rule = rules.byId(entry.ruleId());
    return rule == null ? null : rule.scoring();
  }
}
