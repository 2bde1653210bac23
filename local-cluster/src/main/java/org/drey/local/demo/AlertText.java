package org.drey.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Gate;
import org.drey.event.LinkedEntity;
import org.drey.event.LivestreamDetails;
import org.drey.event.Offset;
import org.drey.event.PaymentDetails;
import org.drey.event.Reason;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;

/** An alert in plain words. */
final class AlertText {
  private static final int TOKEN = 18;
  private static final int MAX_LINKED = 3;
  private static final String INDENT = " ".repeat(10);
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
    if (!alert.getEvents().isEmpty()) {
      lines.add(INDENT + "latest of " + alert.getEvents().size() + " events: " + latest(alert));
    }
    if (!alert.getLinkedEntities().isEmpty()) {
      lines.add(INDENT + "linked to " + linked(alert));
    }
    return lines;
  }

  /** What happened last, without a time. */
  private static String latest(Alert alert) {
    AlertEvent event = alert.getEvents().get(0);
    PaymentDetails payment = event.getPayment();
    LivestreamDetails stream = event.getLivestream();
    if (payment != null) {
      String amount =
          payment.getAmount() == null
              ? ""
              : String.format(Locale.ROOT, " of %.2f", payment.getAmount());
      return payment.getChannel() + " payment" + amount + " to " + shorten(payment.getPayee());
    }
    if (stream != null) {
      return stream.getType()
          + " a "
          + stream.getVisibility()
          + " session of "
          + shorten(stream.getHost());
    }
    return event.getTopic();
  }

  /** The entities that were named last, and how many more there are. */
  private static String linked(Alert alert) {
    List<LinkedEntity> all = alert.getLinkedEntities();
    String some =
        all.stream()
            .limit(MAX_LINKED)
            .map(
                one ->
                    one.getKind().toString().toLowerCase(Locale.ROOT)
                        + " "
                        + shorten(one.getEntity()))
            .collect(Collectors.joining(", "));
    return all.size() <= MAX_LINKED ? some : some + " and " + (all.size() - MAX_LINKED) + " more";
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
