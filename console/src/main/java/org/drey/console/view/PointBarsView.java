package org.drey.console.view;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.AlertView.ReasonView;
import org.drey.alerts.explain.RuleBook;
import org.drey.event.Offset;
import org.drey.rules.score.Band;
import org.jspecify.annotations.Nullable;

/**
 * Points as bars, each of which begins where the one before ends, so that one sees them add up.
 *
 * @param total the score
 * @param marks where bands begin, in percent of the width
 */
public record PointBarsView(List<Bar> bars, Bar total, List<Mark> marks) {
  private static final double FULL = 100;
  private static final double LEAST_WIDTH = 0.6;

  /**
   * A bar.
   *
   * @param kind adds, lowers or total
   * @param x in percent of the width
   * @param width in percent
   * @param why the reason; empty of what lowers and of the total
   * @param rule that it comes from; null of gates and of the total
   */
  public record Bar(
      String kind,
      String label,
      String sentence,
      String points,
      String x,
      String width,
      List<ReasonView> why,
      @Nullable RuleView rule) {
    private Bar with(List<ReasonView> reasons, RuleView of) {
      return new Bar(kind, label, sentence, points, x, width, reasons, of);
    }
  }

  /** The beginning of a band. */
  public record Mark(String x, String label) {}

  /** The bars of an alert. */
  static PointBarsView of(AlertView view, RuleBook rules) {
    double most = view.reasons().stream().mapToDouble(ReasonView::points).sum();
    double scale = FULL / Math.max(FULL, most);
    List<Bar> bars = new ArrayList<>();
    double sum = 0;
    for (ReasonView why : view.reasons()) {
      bars.add(
          bar("adds", why.indicator(), why.sentences(), sum, why.points(), scale)
              .with(List.of(why), RuleView.of(why, rules)));
      sum += why.points();
    }
    List<Offset> offsets = view.alert().getOffsets(); // the view has the same in the same order
    for (int i = 0; i < offsets.size(); i++) {
      AlertView.DeductionView less = view.offsets().get(i);
      bars.add(
          bar("lowers", less.id(), less.sentence(), sum, less.points(), scale)
              .with(List.of(), RuleView.of(offsets.get(i), rules)));
      sum += less.points();
    }
    for (AlertView.DeductionView less : view.gates()) {
      bars.add(bar("lowers", less.id(), less.sentence(), sum, less.points(), scale));
      sum += less.points();
    }
    double score = view.alert().getScore();
    Bar total = bar("total", view.alert().getBand().name(), "", 0, score, scale);
    return new PointBarsView(bars, total, alerting().map(band -> mark(band, scale)).toList());
  }

  private static Bar bar(
      String kind, String label, String sentence, double from, double points, double scale) {
    double begin = Math.max(0, Math.min(from, from + points));
    double end = Math.max(begin, Math.max(from, from + points));
    return new Bar(
        kind,
        label,
        sentence,
        String.format(Locale.ROOT, kind.equals("total") ? "%.1f" : "%+.1f", points),
        percent(begin * scale),
        percent(Math.max(LEAST_WIDTH, (end - begin) * scale)),
        List.of(),
        null);
  }

  /** The bands of alerts, the lowest first. */
  static Stream<Band> alerting() {
    return EnumSet.range(Band.ALERT, Band.CRITICAL).stream();
  }

  private static Mark mark(Band band, double scale) {
    return new Mark(percent(band.from() * scale), band.name().toLowerCase(Locale.ROOT));
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
