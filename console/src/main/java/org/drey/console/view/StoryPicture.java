package org.drey.console.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.jspecify.annotations.Nullable;

/**
 * Occasions over time: what was paid above the axis, what was watched below it. What a rule joined
 * is one. A label is whole or not there: all of them are in the list.
 *
 * @param width of the drawing, whose height is {@link #HEIGHT}
 */
public record StoryPicture(int width, List<Column> columns) {
  /** The width of the drawing on a screen. */
  public static final int WIDE = 720;

  /** The width of the drawing on a phone. */
  public static final int NARROW = 330;

  /** The height of the drawing. */
  public static final int HEIGHT = 196;

  /** Where the axis is, down. */
  public static final int AXIS = 102;

  private static final int EDGE = 24;
  private static final int UP = 80;
  private static final int DOWN = 54;
  private static final int LABEL = 14;
  private static final int LETTER = 7;
  private static final int LEAST = 3;
  private static final int BAR = 16;
  private static final int LEAST_APART = 22;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

  /** A part of a bar: a payment, or what was watched. */
  public record Part(String y, String height) {}

  /** The outline of what a rule joined. */
  public record Ring(String x, String y, String width, String height) {}

  /**
   * An occasion.
   *
   * @param x of its middle
   * @param left of its bars
   * @param paid one part for each payment
   * @param watched null if nothing was
   * @param ring around both, where a rule joined them; null if none did
   * @param other whether something else happened, such as a report
   * @param amount the label above; empty where there is no room or no amount
   * @param amountY where that is, down
   * @param minutes the label below; empty as above
   * @param minutesY where that is, down
   * @param day the label of the axis; empty as above
   */
  public record Column(
      String x,
      String left,
      String barWidth,
      List<Part> paid,
      @Nullable Part watched,
      @Nullable Ring ring,
      boolean other,
      String amount,
      String amountY,
      String minutes,
      String minutesY,
      String day) {}

  /** The picture of some occasions; null if nothing was paid or watched. */
  static @Nullable StoryPicture of(List<StoryOccasion> occasions, int width) {
    boolean isEmpty =
        occasions.stream().allMatch(one -> one.payments().isEmpty() && one.sessions().isEmpty());
    return isEmpty ? null : new StoryPicture(width, new Drawing(occasions, width).columns());
  }

  private static final class Drawing {
    private final List<StoryOccasion> occasions;
    private final int width;
    private final double apart;
    private final double mostPaid;
    private final double mostMinutes;
    private final LabelRow amounts = new LabelRow();
    private final LabelRow minutes = new LabelRow();
    private final LabelRow days = new LabelRow();

    Drawing(List<StoryOccasion> occasions, int width) {
      this.occasions = occasions;
      this.width = width;
      this.apart = Math.min(LEAST_APART, (width - 2.0 * EDGE) / Math.max(1, occasions.size() - 1));
      this.mostPaid = most(occasions.stream().mapToDouble(StoryOccasion::paid));
      this.mostMinutes = most(occasions.stream().mapToDouble(StoryOccasion::minutes));
    }

    private static double most(DoubleStream values) {
      return Math.max(1, values.max().orElse(1));
    }

    List<Column> columns() {
      double[] at = places();
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < at.length; i++) {
        columns.add(column(occasions.get(i), at[i]));
      }
      return columns;
    }

    /** As far apart as in time, but never so near that one cannot tell them apart. */
    private double[] places() {
      int last = occasions.size() - 1;
      double begin = occasions.get(0).from();
      double span = Math.max(1, occasions.get(last).from() - begin);
      double[] at = new double[last + 1];
      for (int i = 0; i <= last; i++) {
        double share = last == 0 ? 0.5 : (occasions.get(i).from() - begin) / span;
        at[i] = EDGE + share * (width - 2.0 * EDGE);
        at[i] = i == 0 ? at[i] : Math.max(at[i], at[i - 1] + apart);
      }
      for (int i = last; i >= 0; i--) {
        at[i] = Math.min(at[i], width - EDGE - (last - i) * apart);
      }
      return at;
    }

    private Column column(StoryOccasion one, double x) {
      double bar = Math.min(BAR, Math.max(LEAST, apart - LEAST));
      List<Part> paid = paid(one);
      double height = DOWN * one.minutes() / mostMinutes;
      boolean isWatched = !one.sessions().isEmpty();
      double top = paid.isEmpty() ? AXIS : Double.parseDouble(paid.get(paid.size() - 1).y());
      return new Column(
          PointBarsView.percent(x),
          PointBarsView.percent(x - bar / 2),
          PointBarsView.percent(bar),
          paid,
          isWatched ? part(AXIS + 1.0, Math.max(LEAST, height)) : null,
          one.hasPair() ? ring(x, bar, top, AXIS + Math.max(LEAST, height)) : null,
          !one.others().isEmpty(),
          one.paid() == 0 ? "" : amounts.label(x, String.format(Locale.ROOT, "%.0f", one.paid())),
          PointBarsView.percent(top - LEAST - 1),
          one.minutes() == 0 ? "" : minutes.label(x, Long.toString(one.minutes())),
          PointBarsView.percent(AXIS + Math.max(LEAST, height) + LABEL),
          days.label(x, DAY.format(Instant.ofEpochMilli(one.from()).atOffset(ZoneOffset.UTC))));
    }

    private static Ring ring(double x, double bar, double top, double bottom) {
      return new Ring(
          PointBarsView.percent(x - bar / 2 - 2),
          PointBarsView.percent(top - 2),
          PointBarsView.percent(bar + 4),
          PointBarsView.percent(bottom - top + 4));
    }

    /** Each payment a part, from the axis up; one without an amount or that failed is a line. */
    private List<Part> paid(StoryOccasion one) {
      List<Part> parts = new ArrayList<>();
      double y = AXIS - 1.0;
      for (StoryPayment payment : one.payments()) {
        Double amount = payment.amount();
        double of = amount == null || !payment.completed() ? 0 : amount;
        double height = Math.max(1, UP * of / mostPaid);
        y -= height;
        parts.add(part(Math.max(LABEL, y), Math.max(1, height - 1)));
      }
      return parts;
    }

    private static Part part(double y, double height) {
      return new Part(PointBarsView.percent(y), PointBarsView.percent(height));
    }
  }

  /** Labels from left to right: one for which there is no room is left out. */
  private static final class LabelRow {
    private double taken;

    String label(double x, String text) {
      double half = text.length() * LETTER / 2.0;
      if (x - half < taken) {
        return "";
      }
      taken = x + half + LEAST;
      return text;
    }
  }
}
