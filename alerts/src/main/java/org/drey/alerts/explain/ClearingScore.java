package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.LogSource;
import org.drey.event.Offset;
import org.drey.event.TopicNames;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.Band;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.ScoreInputs;
import org.drey.rules.score.ScoredEntry;

/**
 * The score that an alert would have with one benign finding more, at the time of its newest
 * evidence: what to ask, and whom.
 *
 * @param indicator of the benign rule
 * @param finding its title
 * @param ask who can say
 * @param score the alert's then
 * @param lower by how much that is lower; 0 where hard evidence or a gate leaves it as it is
 * @param band of that score
 */
public record ClearingScore(
    String indicator, String finding, List<String> ask, double score, double lower, Band band) {
  private static final Map<String, String> SOURCES =
      Map.of(
          LogSource.of(TopicNames.PAYMENTS).label(), "the payment firm",
          LogSource.of(TopicNames.LIVESTREAM_SESSIONS).label(), "the platform");

  /**
   * The scores of an alert by the jobs' own fold, the lowest first. Of what has been found already
   * there is none: benign evidence counts once.
   *
   * @param benign the rules that may lower it
   */
  static List<ClearingScore> of(Alert alert, List<RuleHead> benign) {
    ScoreInputs inputs = RecordedScore.of(alert);
    Set<String> there =
        Stream.concat(alert.getOffsets().stream(), alert.getUnlisted().getOffsets().stream())
            .map(Offset::getIndicator)
            .collect(Collectors.toCollection(HashSet::new));
    List<ClearingScore> scores = new ArrayList<>();
    for (RuleHead rule : benign) {
      ScoringPart scoring = rule.scoring();
      if (scoring != null && there.add(scoring.indicator())) {
        scores.add(of(rule, scoring, inputs));
      }
    }
    return scores.stream()
        .sorted((one, other) -> Double.compare(one.score(), other.score()))
        .toList();
  }

  private static ClearingScore of(RuleHead rule, ScoringPart scoring, ScoreInputs inputs) {
    LedgerEntry found =
        new LedgerEntry(
            scoring.indicator(),
            rule.id(),
            "",
            inputs.time(),
            scoring.strengthAt(1),
            FindingQuality.FULL,
            0,
            0,
            Finding.NO_EXPIRY,
            false,
            0);
    double score = inputs.with(new ScoredEntry(found, scoring, rule.sources())).value();
    return new ClearingScore(
        scoring.indicator(),
        rule.title(),
        rule.sources().stream().map(one -> SOURCES.getOrDefault(one, one)).toList(),
        score,
        inputs.value() - score,
        Band.of(score));
  }

  /** A sentence for each that lowers the score; one if none does. */
  public static List<String> sentences(List<ClearingScore> scores) {
    List<String> said =
        scores.stream().filter(one -> one.lower() > 0).map(ClearingScore::sentence).toList();
    return said.isEmpty() && !scores.isEmpty()
        ? List.of("No single benign finding lowers it.")
        : said;
  }

  /** "Payment to a verified relative (BEN-02), if the payment firm says so: 61.0, ALERT". */
  String sentence() {
    return finding
        + " ("
        + indicator
        + "), if "
        + StreamWords.list(ask)
        + (ask.size() == 1 ? " says so: " : " say so: ")
        + ScoreLimits.points(score)
        + (band == Band.NONE ? "" : ", " + band)
        + ".";
  }
}
