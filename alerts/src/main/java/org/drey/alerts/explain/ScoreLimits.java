package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.explain.AlertView.DeductionView;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.Score;
import org.drey.rules.score.Score.Reason;
import org.drey.rules.score.ScoreInputs;

/**
 * Reasons why a score is not higher: gates and offsets, points of a reason or family that are not
 * reached or not counted, and what was not found.
 */
final class ScoreLimits {
  private static final int NAMED = 4;

  private final VerdictHistory history;
  private final Alert alert;
  private final RuleBook rules;
  private final List<DeductionView> offsets;
  private final List<DeductionView> gates;
  private final ScoreInputs inputs;
  private final Score score;

  ScoreLimits(
      VerdictHistory history,
      RuleBook rules,
      List<DeductionView> offsets,
      List<DeductionView> gates) {
    this.history = history;
    this.alert = history.alert();
    this.rules = rules;
    this.offsets = offsets;
    this.gates = gates;
    this.inputs = RecordedScore.of(alert);
    this.score = inputs.score();
  }

  List<String> sentences() {
    List<String> said = new ArrayList<>();
    gates.forEach(gate -> said.add(gate.sentence() + without(gate)));
    for (DeductionView offset : offsets) {
      said.add(points(offset.points()) + " for what speaks against it: " + offset.sentence());
    }
    if (alert.getPeakScore() > alert.getScore()) {
      said.add(
          "It was "
              + points(alert.getPeakScore())
              + " at its highest: evidence fades, or something has spoken against it since.");
    }
    spent(said);
    families().forEach((family, reasons) -> family(family, reasons, said));
    weaker(said);
    notFound(said);
    streams(said);
    return said;
  }

  /** Adds what verdicts have taken out of the score before its newest evidence. */
  private void spent(List<String> said) {
    for (Verdict one : history.verdicts()) {
      boolean isBefore = VerdictHistory.actsAt(one).isBefore(alert.getAsOf());
      if (isBefore
          && VerdictHistory.spends(one)
          && !history.takenBack().contains(one.getVerdictId())) {
        said.add(
            "If "
                + one.getVerdict()
                + " of "
                + one.getAnalyst()
                + " ("
                + TimeWords.utc(one.getVerdictTime())
                + ") closed the alert, what it had seen counts no more: "
                + one.getSeen().size()
                + (one.getSeen().size() == 1 ? " finding." : " findings."));
      }
    }
    if (alert.getSuppressed() > 0) {
      said.add(alert.getSuppressed() + " findings do not count, because verdicts suppress them.");
    }
  }

  private String without(DeductionView gate) {
    double free = inputs.lifting(gate.id()).value();
    return free > score.value() ? " Without that it would be at " + points(free) + "." : "";
  }

  private Map<ScoringPart.Family, List<Reason>> families() {
    return score.reasons().stream()
        .collect(Collectors.groupingBy(Reason::family, LinkedHashMap::new, Collectors.toList()));
  }

  private void family(ScoringPart.Family family, List<Reason> reasons, List<String> said) {
    if (reasons.size() > 1) {
      said.add(
          StreamWords.list(reasons.stream().map(Reason::indicator).toList())
              + " show one kind of thing ("
              + family.name()
              + "): of such, "
              + reasons.stream()
                  .skip(1)
                  .map(one -> one.indicator() + " counts " + share(one.steps().damping()))
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (PointsShortfall.isAtCap(reasons.get(0))) {
      said.add(
          family.name()
              + " is at its cap: all that shows this kind of thing brings at most "
              + whole(family.cap())
              + " points together, however much there is.");
    }
  }

  /** Reasons that do not bring all that they can, and why not. */
  private void weaker(List<String> said) {
    Stream.concat(score.reasons().stream(), score.faint().stream())
        .map(reason -> new PointsShortfall(inputs, reason, caveats(reason.indicator())))
        .filter(PointsShortfall::isAny)
        .forEach(shortfall -> said.add(shortfall.sentence()));
  }

  private List<String> caveats(String indicator) {
    return Stream.concat(alert.getReasons().stream(), alert.getUnlisted().getReasons().stream())
        .filter(one -> one.getIndicator().equals(indicator))
        .findFirst()
        .map(HostAges.of(alert)::caveats)
        .orElse(List.of());
  }

  /** Adds what the rules of the track look for and have not found, the weightiest first. */
  private void notFound(List<String> said) {
    List<RuleBook.Indicator> missing = rules.missing(alert);
    if (missing.isEmpty()) {
      return;
    }
    List<RuleBook.Indicator> named = missing.subList(0, Math.min(NAMED, missing.size()));
    said.add(
        "Looked for and not found, or faded: "
            + named.stream()
                .map(one -> one.title() + " (" + one.id() + ", " + whole(one.points()) + ")")
                .collect(Collectors.joining("; "))
            + (missing.size() > NAMED ? "; and " + (missing.size() - NAMED) + " more." : "."));
  }

  /** Sources of which nothing was found, and those of which too little was. */
  private void streams(List<String> said) {
    Set<String> found = new TreeSet<>();
    alert.getReasons().forEach(reason -> found.addAll(reason.getStreams()));
    UnsureReports.of(alert).forEach(reason -> found.addAll(reason.getStreams()));
    Set<String> weak = new TreeSet<>(found);
    weak.removeAll(alert.getStreams());
    if (!weak.isEmpty()) {
      said.add(
          "Too little from "
              + StreamWords.list(StreamWords.of(weak))
              + " to count as a separate source: a kind of evidence does from 4 points on.");
    }
    found.addAll(alert.getStreams());
    List<String> missing = StreamWords.missing(found);
    if (!missing.isEmpty()) {
      said.add(
          "Nothing from "
              + StreamWords.list(missing)
              + ": nothing was found there, or that is not connected, or has no declared legal"
              + " basis. The alert does not know which.");
    }
  }

  static String points(double points) {
    return String.format(Locale.ROOT, "%.1f", points);
  }

  private static String share(double damping) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * damping);
  }

  static String whole(double points) {
    return String.format(Locale.ROOT, points == Math.rint(points) ? "%.0f" : "%.1f", points);
  }
}
