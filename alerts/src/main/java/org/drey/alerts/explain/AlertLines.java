package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Gate;
import org.drey.event.LinkedEntity;
import org.drey.event.Offset;
import org.drey.event.Reason;
import org.drey.event.Track;

/** An alert in a few lines, among others. */
public final class AlertLines {
  private static final int TOKEN = 18;
  private static final int MAX_LINKED = 3;
  private static final String INDENT = " ".repeat(10);
  private final RuleBook rules;

  /** Lines in the words of some rules. */
  public AlertLines(RuleBook rules) {
    this.rules = rules;
  }

  /** One line: band, score, track, who; of a young person who may need help no score. */
  public static String head(Alert alert) {
    return head(alert, alert.getTrack() == Track.VICTIM);
  }

  /**
   * The same line.
   *
   * @param isYoung whether it is about a young person, on any track
   */
  public static String head(Alert alert, boolean isYoung) {
    if (isYoung) {
      return String.format(
          Locale.ROOT,
          "%-14s  %-11s  %s %s  %s",
          "help first",
          EventWords.words(alert.getTrack().name()),
          TrackWords.kind(alert.getEntityKind()),
          shorten(alert.getEntity()),
          alert.getPriority());
    }
    return String.format(
        Locale.ROOT,
        "%-8s %5.1f  %-11s  %s %s  %s, confidence %s%s",
        alert.getBand(),
        alert.getScore(),
        EventWords.words(alert.getTrack().name()),
        TrackWords.kind(alert.getEntityKind()),
        shorten(alert.getEntity()),
        alert.getPriority(),
        ConfidenceWords.of(alert),
        peak(alert));
  }

  private static String peak(Alert alert) {
    return alert.getPeakScore() > alert.getScore()
        ? String.format(Locale.ROOT, ", was %.1f", alert.getPeakScore())
        : "";
  }

  /** A line for each of the largest reasons, then offsets and gates. */
  public List<String> details(Alert alert, int most) {
    List<String> lines = new ArrayList<>();
    for (Reason reason : alert.getReasons()) {
      if (lines.size() < most) {
        String points = alert.getTrack() == Track.VICTIM ? INDENT : points(reason.getPoints());
        lines.add(points + PlainText.text(rules.sentence(reason)));
      }
    }
    double rest = alert.getReasons().stream().skip(most).mapToDouble(Reason::getPoints).sum();
    if (rest > 0 && alert.getTrack() != Track.VICTIM) {
      lines.add(points(rest) + "more");
    }
    for (Offset offset : alert.getOffsets()) {
      lines.add(points(offset.getPoints()) + PlainText.text(rules.sentence(offset)));
    }
    for (Gate gate : alert.getGates()) {
      lines.add(points(gate.getPoints()) + "held down: " + gate.getId());
    }
    List<AlertEvent> events = alert.getEvents();
    if (!events.isEmpty()) {
      String latest = PlainText.text(new EventWords(alert).sentence(events.get(0)));
      lines.add(INDENT + "latest of " + events.size() + " events: " + latest);
    }
    if (!alert.getLinkedEntities().isEmpty()) {
      lines.add(INDENT + "linked to " + linked(alert));
    }
    return lines;
  }

  /** The sentence of the largest reason; empty without any. */
  public String strongest(Alert alert) {
    if (UnsureReports.areAll(alert)) {
      return PlainText.text(UnsureReports.sentence(alert, rules));
    }
    return alert.getReasons().isEmpty()
        ? ""
        : PlainText.text(rules.sentence(alert.getReasons().get(0)));
  }

  /** The entities that were named last, and how many more there are. */
  private static String linked(Alert alert) {
    List<LinkedEntity> all = alert.getLinkedEntities();
    String some =
        all.stream()
            .limit(MAX_LINKED)
            .map(one -> TrackWords.kind(one.getKind()) + " " + shorten(one.getEntity()))
            .collect(Collectors.joining(", "));
    return all.size() <= MAX_LINKED ? some : some + " and " + (all.size() - MAX_LINKED) + " more";
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%+8.1f  ", points);
  }

  private static String shorten(String token) {
    String clean = PlainText.text(token);
    return clean.length() <= TOKEN ? clean : clean.substring(0, TOKEN - 1) + "…";
  }
}
