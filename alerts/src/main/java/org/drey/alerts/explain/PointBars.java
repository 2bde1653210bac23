package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Points as bars, each of which begins where the one before ends, so that one sees them add up; the
 * last is the score.
 */
final class PointBars {
  private static final double FULL = 100;

  private final int columns;
  private final double scale;
  private final List<String> lines = new ArrayList<>();
  private double sum;

  /**
   * Bars.
   *
   * @param columns of 100 points
   * @param most the largest sum on the way, which may be beyond 100 before it is held down
   */
  PointBars(int columns, double most) {
    this.columns = columns;
    this.scale = columns / Math.max(FULL, most);
  }

  void add(double points, String label) {
    int from = column(Math.min(sum, sum + points));
    sum += points;
    int to = column(Math.max(sum, sum - points));
    String bar = (points < 0 ? "░" : "█").repeat(Math.max(to - from, 1));
    lines.add(line(String.format(Locale.ROOT, "%+7.1f", points), " ".repeat(from) + bar, label));
  }

  List<String> total(double score, String label) {
    lines.add("  " + "─".repeat(columns + 9));
    lines.add(line(String.format(Locale.ROOT, "%7.1f", score), "█".repeat(column(score)), label));
    return lines;
  }

  private String line(String points, String bar, String label) {
    String padded = bar + " ".repeat(Math.max(0, columns - bar.length()));
    return "  " + points + "  " + padded + "  " + label;
  }

  private int column(double points) {
    return (int) Math.round(Math.max(0, points) * scale);
  }
}
