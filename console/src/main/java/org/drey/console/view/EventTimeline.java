package org.drey.console.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.AlertView.EventView;
import org.drey.alerts.explain.RuleBook;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/**
 * Events in time, a lane a stream; pairs that a rule found in their order are joined, with the
 * minutes between.
 *
 * @param height of the drawing, whose width is {@link #WIDTH}
 */
public record EventTimeline(
    int height, List<Row> rows, List<Dot> dots, List<Join> joins, List<Tick> ticks, String alone) {
  /** The width of the drawing. */
  public static final int WIDTH = 760;

  private static final int LEFT = 110;
  private static final int RIGHT = 30;
  private static final int TOP = 22;
  private static final int ROW = 44;
  private static final int TICKS = 5;
  private static final int LETTER = 8;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);

  /** A stream. */
  public record Row(int y, String label) {}

  /** An event; its words are shown when one points at it, and in the list below. */
  public record Dot(String x, int y, String words) {}

  /** Two events that belong together; without a label where there is no room for one. */
  public record Join(
      String x1, int y1, String x2, int y2, String labelX, int labelY, String label) {}

  /** A time, and on which side of it its label is. */
  public record Tick(String x, String label, String anchor) {}

  /** The lanes of an alert; null without events. */
  static @Nullable EventTimeline of(AlertView view, RuleBook rules) {
    List<AlertEvent> events =
        view.alert().getEvents().stream()
            .sorted(
                Comparator.comparing(AlertEvent::getEventTime)
                    .thenComparing(AlertEvent::getProvider)
                    .thenComparing(AlertEvent::getEventId))
            .toList();
    if (events.isEmpty()) {
      return null;
    }
    Map<String, Integer> rows = new LinkedHashMap<>();
    events.stream()
        .map(AlertEvent::getTopic)
        .sorted()
        .forEach(topic -> rows.putIfAbsent(topic, TOP + ROW / 2 + rows.size() * ROW));
    Scale scale =
        new Scale(events.get(0).getEventTime(), events.get(events.size() - 1).getEventTime());
    List<Row> labels = new ArrayList<>();
    rows.forEach((topic, y) -> labels.add(new Row(y, TopicNames.words(topic))));
    return new EventTimeline(
        TOP + rows.size() * ROW + TOP,
        labels,
        dots(view, events, rows, scale),
        joins(EventPair.of(events, rules.ordered()), rows, scale),
        scale.ticks(),
        kept(view.alert()));
  }

  /** Returns how many events there are, and how many that reasons name are no longer. */
  private static String kept(Alert alert) {
    Set<String> gone = new HashSet<>();
    alert.getReasons().forEach(reason -> gone.addAll(reason.getEvidence()));
    alert.getEvents().forEach(event -> gone.remove(event.getEventId()));
    int kept = alert.getEvents().size();
    return (kept == 1 ? "1 event is kept" : kept + " events are kept")
        + (gone.isEmpty() ? "" : "; of " + gone.size() + " more, only the id is left");
  }

  /** The view has the same events in the same order. */
  private static List<Dot> dots(
      AlertView view, List<AlertEvent> events, Map<String, Integer> rows, Scale scale) {
    List<Dot> dots = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      EventView words = view.events().get(i);
      AlertEvent event = events.get(i);
      dots.add(
          new Dot(
              PointBarsView.percent(scale.x(event.getEventTime())),
              rows.getOrDefault(event.getTopic(), TOP),
              words.local() + ": " + words.sentence()));
    }
    return dots;
  }

  private static List<Join> joins(List<EventPair> pairs, Map<String, Integer> rows, Scale scale) {
    List<Join> joins = new ArrayList<>();
    Map<Integer, Double> taken = new HashMap<>();
    for (EventPair pair : pairs) { // by the time of the second, so nearly from left to right
      double x1 = scale.x(pair.first().getEventTime());
      double x2 = scale.x(pair.second().getEventTime());
      int y1 = rows.getOrDefault(pair.first().getTopic(), TOP);
      int y2 = rows.getOrDefault(pair.second().getTopic(), TOP);
      joins.add(
          new Join(
              PointBarsView.percent(x1),
              y1,
              PointBarsView.percent(x2),
              y2,
              PointBarsView.percent((x1 + x2) / 2 + 6),
              (y1 + y2) / 2 + 4,
              label(pair, (x1 + x2) / 2 + 6, (y1 + y2) / 2, taken)));
    }
    return joins;
  }

  /** The minutes where there is room for them; the times are in the list in any case. */
  private static String label(EventPair pair, double x, int y, Map<Integer, Double> taken) {
    String minutes = pair.minutes() + " min";
    double end = x + minutes.length() * LETTER;
    if (end > WIDTH || x < taken.getOrDefault(y, 0.0)) {
      return "";
    }
    taken.put(y, end);
    return minutes;
  }

  private record Scale(Instant from, Instant to) {
    double x(Instant time) {
      double all = Math.max(1, to.toEpochMilli() - from.toEpochMilli());
      double share = from.equals(to) ? 0.5 : (time.toEpochMilli() - from.toEpochMilli()) / all;
      return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    List<Tick> ticks() {
      long span = to.toEpochMilli() - from.toEpochMilli();
      boolean isLong = span > 4L * 24 * 3600 * 1000;
      DateTimeFormatter format = isLong ? DAY : HOUR;
      List<Tick> ticks = new ArrayList<>();
      int count = span == 0 ? 1 : TICKS;
      for (int i = 0; i < count; i++) {
        Instant time =
            Instant.ofEpochMilli(from.toEpochMilli() + (count == 1 ? 0 : span * i / (count - 1)));
        String anchor = count > 1 && i == count - 1 ? "right" : "middle";
        ticks.add(
            new Tick(
                PointBarsView.percent(x(time)),
                format.format(time.atOffset(ZoneOffset.UTC)),
                anchor));
      }
      return ticks;
    }
  }
}
