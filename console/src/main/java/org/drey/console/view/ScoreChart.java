package org.drey.console.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.explain.TimeWords;
import org.drey.console.index.AlertIndex.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A score over time, as steps.
 *
 * @param points of the line
 * @param dots its revisions
 */
public record ScoreChart(String points, List<Dot> dots, String from, String to) {
  /** The width of the drawing. */
  public static final int WIDTH = 760;

  /** The height of the drawing. */
  public static final int HEIGHT = 140;

  private static final int LEFT = 40;
  private static final int BOTTOM = 24;
  private static final int TOP = 10;
  private static final double FULL = 100;
  private static final Comparator<Revision> IN_ORDER =
      Comparator.comparing(Revision::asOf)
          .thenComparing(Revision::generation)
          .thenComparing(Revision::revision);

  /** A revision. */
  public record Dot(String x, String y, String words) {}

  /** The scores from which the bands of alerts begin. */
  public static List<Integer> levels() {
    return PointBarsView.alerting().map(band -> (int) band.from()).toList();
  }

  /** Returns how high a score is in the drawing. */
  public static int y(int score) {
    return (int) Math.round(height(score));
  }

  private static double height(double score) {
    double share = Math.min(FULL, Math.max(0, score)) / FULL;
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  /** The course of revisions; null if there are fewer than two. */
  static @Nullable ScoreChart of(List<Revision> revisions) {
    if (revisions.size() < 2) {
      return null;
    }
    List<Revision> inOrder = revisions.stream().sorted(IN_ORDER).toList();
    long from = inOrder.get(0).asOf().toEpochMilli();
    long to = inOrder.get(inOrder.size() - 1).asOf().toEpochMilli();
    StringBuilder line = new StringBuilder();
    List<Dot> dots = new ArrayList<>();
    double before = -1;
    for (Revision one : inOrder) {
      double share = to == from ? 1 : (one.asOf().toEpochMilli() - from) / (double) (to - from);
      double x = LEFT + share * (WIDTH - LEFT - TOP);
      double y = height(one.score());
      if (before >= 0) {
        line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, before));
      }
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      dots.add(new Dot(PointBarsView.percent(x), PointBarsView.percent(y), words(one)));
      before = y;
    }
    return new ScoreChart(
        line.toString().strip(),
        dots,
        TimeWords.utc(inOrder.get(0).asOf()),
        TimeWords.utc(inOrder.get(inOrder.size() - 1).asOf()));
  }

  private static String words(Revision one) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f, %s",
        TimeWords.utc(one.asOf()),
        one.score(),
        one.state().toLowerCase(Locale.ROOT));
  }
}
