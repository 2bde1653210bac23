package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The result of the jobs' fold with some verdicts, but outside of a job: so that an analyst reads
 * what a verdict will do before giving it. It keeps nothing, and looks at no clock: an episode that
 * quiet has ended is one that no verdict has ended.
 */
public final class FoldForecast {
  private final RuleSet rules;
  private final Fold fold;
  private final @Nullable Band fourEyesFrom;

  /**
   * A finding about the alert's entity, as files and topics have it.
   *
   * @param time of its completing event, milliseconds since 1970
   * @param quality what its rule's strength is multiplied by, over 0 to 1
   */
  public record KnownFinding(String ruleId, String id, long time, double quality) {}

  /**
   * The result of the fold.
   *
   * @param episode how far it has come; number 0 if none ever opened
   * @param effects what the closing verdicts did, by id
   * @param content what the alert then says; null without an episode, or if only the episode is
   *     known
   * @param suppressed how many findings verdicts suppress
   * @param later the score one millisecond after the last verdict, of what then counts; 0 if only
   *     the episode is known
   */
  public record FoldedEpisode(
      Episode episode,
      Map<String, Effect> effects,
      @Nullable AlertContent content,
      int suppressed,
      double later) {}

  /**
   * By some rules.
   *
   * @param fourEyesFrom see {@link EntityAlertsFactory}
   */
  public FoldForecast(RuleSet rules, @Nullable Band fourEyesFrom) {
    this.rules = rules;
    this.fold = new Fold(rules);
    this.fourEyesFrom = fourEyesFrom;
  }

  /**
   * Folds all that is known of an alert's entity.
   *
   * @param findings on the track, and on the one that may hold its score down; of rules that are
   *     not scored, or not at hand, they are left out
   */
  public FoldedEpisode of(
      AlertTrack track, Collection<KnownFinding> findings, Collection<Verdict> verdicts) {
    Map<AlertTrack, Ledger> ledgers = ledgers(findings);
    Ledger own = ledgers.getOrDefault(track, Ledger.empty());
    AlertTrack by = track.heldBy();
    Ledger holding = by == null ? Ledger.empty() : ledgers.getOrDefault(by, Ledger.empty());
    AlertVerdicts given = given(verdicts);
    FoldResult judged = fold.judge(track, own, holding, given, fourEyesFrom, Long.MAX_VALUE);
    return new FoldedEpisode(
        judged.episode(),
        judged.effects(),
        fold.content(track, judged, holding),
        judged.entries().suppressed().size(),
        later(track, judged, holding, given));
  }

  /**
   * Folds verdicts from the episode on that an alert shows, where its findings are not at hand.
   *
   * @param verdicts none of them before the episode's newest entry
   */
  public FoldedEpisode of(AlertTrack track, Episode shown, Collection<Verdict> verdicts) {
    Ledger nothing = Ledger.empty().settled(shown);
    FoldResult judged =
        fold.judge(track, nothing, Ledger.empty(), given(verdicts), fourEyesFrom, Long.MAX_VALUE);
    return new FoldedEpisode(judged.episode(), judged.effects(), null, 0, 0);
  }

  /** The episode that an alert shows. */
  public static Episode episode(
      int number, boolean open, double peak, long asOf, @Nullable String endedBy) {
    return new Episode(number, open, peak, asOf, asOf, asOf - 1, endedBy);
  }

  private Map<AlertTrack, Ledger> ledgers(Collection<KnownFinding> findings) {
    Map<AlertTrack, Ledger> ledgers = new HashMap<>();
    for (KnownFinding one : findings) {
      RuleHead head = rules.byId(one.ruleId());
      ScoringPart scoring = head == null ? null : head.scoring();
      if (head != null && head.live() && scoring != null) {
        ledgers.computeIfAbsent(scoring.track(), track -> Ledger.empty()).add(entry(head, one));
      }
    }
    return ledgers;
  }

  private static LedgerEntry entry(RuleHead head, KnownFinding one) {
    FindingQuality quality = FindingQuality.of(one.quality());
    return LedgerFindings.entry(head, one.id(), one.time(), quality, 1, 1, Finding.NO_EXPIRY);
  }

  private static AlertVerdicts given(Collection<Verdict> verdicts) {
    AlertVerdicts given = AlertVerdicts.NONE;
    for (Verdict one : verdicts) {
      given = given.with(one, Long.MIN_VALUE);
    }
    return given;
  }

  private double later(AlertTrack track, FoldResult judged, Ledger holding, AlertVerdicts given) {
    if (given.isEmpty()) {
      return 0;
    }
    long time = given.newest() + 1;
    List<LedgerEntry> there = new ArrayList<>(judged.entries().at(time));
    return new EntityScorer(rules).at(time, track, there, holding.entries()).value();
  }
}
