package org.drey.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.event.Alert;
import org.drey.event.Gate;
import org.drey.event.Offset;
import org.drey.event.Reason;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;

/** An alert in plain words. */
final class AlertText {
  private static final int TOKEN = 18;
  private final RuleSet rules;

  AlertText(RuleSet rules) {
    this.rules = rules;
  }

  /** One line: band, score, track, who. */
  String head(Alert alert) {
    return String.format(
        Locale.ROOT,
        "%-8s %5.1f  %-11s  %s %s  %s, confidence %s%s",
        alert.getBand(),
        alert.getScore(),
        alert.getTrack().toString().toLowerCase(Locale.ROOT),
        alert.getEntityKind().toString().toLowerCase(Locale.ROOT),
        shorten(alert.getEntity()),
        alert.getPriority(),
        alert.getConfidence().toString().toLowerCase(Locale.ROOT),
        peak(alert));
  }

  private static String peak(Alert alert) {
    return alert.getPeakScore() > alert.getScore()
        ? String.format(Locale.ROOT, ", was %.1f", alert.getPeakScore())
        : "";
  }

  /** A line for each of the largest reasons, then offsets and gates. */
  List<String> details(Alert alert, int most) {
    List<String> lines = new ArrayList<>();
    for (Reason reason : alert.getReasons()) {
      if (lines.size() < most) {
        lines.add(points(reason.getPoints()) + title(reason.getRuleId()) + measure(reason));
      }
    }
    double rest = alert.getReasons().stream().skip(most).mapToDouble(Reason::getPoints).sum();
    if (rest > 0) {
      lines.add(points(rest) + "more");
    }
    for (Offset offset : alert.getOffsets()) {
      lines.add(points(offset.getPoints()) + title(offset.getRuleId()));
    }
    for (Gate gate : alert.getGates()) {
      lines.add(points(gate.getPoints()) + "held down: " + gate.getId());
    }
    return lines;
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%+8.1f  ", points);
  }

  private static String measure(Reason reason) {
    boolean joined = reason.getThreshold().startsWith("all ");
    if (reason.getWindow().isEmpty() || reason.getWindow().equals("1s")) {
      return ""; // one event, or several conditions on one
    }
    return joined
        ? " (within " + reason.getWindow() + ")"
        : String.format(Locale.ROOT, " (%.0f within %s)", reason.getObserved(), reason.getWindow());
  }

  private String title(String ruleId) {
    RuleHead head = rules.byId(ruleId);
    return head == null ? ruleId : head.title();
  }

  private static String shorten(String token) {
    return token.length() <= TOKEN ? token : token.substring(0, TOKEN - 1) + "…";
  }
}
