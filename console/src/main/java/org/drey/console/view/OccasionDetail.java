package org.drey.console.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.alerts.story.StorySession;
import org.jspecify.annotations.Nullable;

/**
 * One occasion closer: each payment and session on its own row, at its time.
 *
 * @param id of its part of the page
 * @param when it began
 * @param happened what happened, in a line
 * @param height of the drawing, whose width is {@link #WIDTH}
 * @param more how many events are not drawn
 */
public record OccasionDetail(
    String id, String when, String happened, int height, List<Row> rows, int more) {
  /** The width of the drawing. */
  public static final int WIDTH = 330;

  private static final int EDGE = 6;
  private static final int ROW = 30;
  private static final int TEXT = 13;
  private static final double LETTER = 6.6;
  private static final int MAX_MARKS = 20;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

  /**
   * A payment or a session.
   *
   * @param kind paid or watched
   * @param width 0 of a moment
   * @param joinX where the payment is that a rule joined with it; null if there is none
   * @param joinY where that is, down
   */
  public record Row(
      String kind,
      String x,
      String width,
      int y,
      String label,
      String labelX,
      String anchor,
      int labelY,
      @Nullable String joinX,
      int joinY) {}

  private record Moment(long from, long until, String kind, String label, @Nullable Long paidAt) {}

  /** A look at one of the occasions. */
  static OccasionDetail of(StoryOccasion one, int number, String when, String happened) {
    List<Moment> moments = new ArrayList<>();
    one.payments().forEach(paid -> moments.add(moment(paid)));
    one.sessions().forEach(watched -> moments.add(moment(watched)));
    moments.sort(Comparator.comparingLong(Moment::from));
    List<Moment> drawn = moments.subList(0, Math.min(MAX_MARKS, moments.size()));
    List<Row> rows = new ArrayList<>();
    for (Moment moment : drawn) {
      rows.add(row(one, moment, rows.size(), drawn));
    }
    return new OccasionDetail(
        "occasion-" + number,
        when,
        happened,
        rows.size() * ROW + EDGE,
        rows,
        moments.size() - drawn.size());
  }

  private static Moment moment(StoryPayment paid) {
    Double amount = paid.amount();
    return new Moment(
        paid.time(),
        paid.time(),
        "paid",
        clock(paid.time())
            + (paid.completed() ? " paid" : " tried to pay")
            + (amount == null ? "" : String.format(Locale.ROOT, " %.2f", amount)),
        null);
  }

  private static Moment moment(StorySession watched) {
    Long until = watched.until();
    Long apart = watched.minutesApart();
    return new Moment(
        watched.from(),
        until == null ? watched.from() : until,
        "watched",
        clock(watched.from())
            + (until == null ? " joined" : " to " + clock(until))
            + (apart == null
                ? ""
                : watched.wasPaidLater()
                    ? ", paid " + apart + " min after"
                    : ", " + apart + " min after paying"),
        watched.paidAt());
  }

  private static String clock(long time) {
    return MINUTE.format(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC));
  }

  private static Row row(StoryOccasion one, Moment moment, int number, List<Moment> all) {
    double from = x(one, moment.from());
    double width = x(one, moment.until()) - from;
    int y = number * ROW + TEXT + 8;
    boolean fits = from + moment.label().length() * LETTER <= WIDTH;
    int paid = payment(moment, all);
    return new Row(
        moment.kind(),
        PointBarsView.percent(from),
        PointBarsView.percent(width),
        y,
        moment.label(),
        PointBarsView.percent(fits ? Math.max(0, from - EDGE) : WIDTH),
        fits ? "left" : "right",
        number * ROW + TEXT,
        paid < 0 ? null : PointBarsView.percent(x(one, all.get(paid).from())),
        paid * ROW + TEXT + 8);
  }

  private static int payment(Moment moment, List<Moment> all) {
    for (int i = 0; moment.paidAt() != null && i < all.size(); i++) {
      if (all.get(i).kind().equals("paid") && all.get(i).from() == moment.paidAt()) {
        return i;
      }
    }
    return -1;
  }

  private static double x(StoryOccasion one, long time) {
    double span = Math.max(1, one.until() - one.from());
    return EDGE + (time - one.from()) / span * (WIDTH - 2.0 * EDGE);
  }
}
