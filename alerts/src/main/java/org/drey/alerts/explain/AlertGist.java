package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.entity.PersonAge;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.SignalDetails;
import org.drey.event.Track;

/**
 * The gist of an alert for a list, in a few words with numbers that tell it from its neighbours:
 * "19 payments, 567 GBP, to 4 accounts in PH, before private sessions on 14 days". Where the alert
 * lists its latest events alone, numbers are "19+", for there may be more.
 */
public final class AlertGist {
  private static final String PRIVATE = "PRIVATE";
  private static final String MORE = "+";
  private static final Pattern AT_LEAST = Pattern.compile("\\d\\+ ");

  private final RuleBook rules;

  /** Gists in the currency of some rules; where no event is listed, in their words. */
  public AlertGist(RuleBook rules) {
    this.rules = rules;
  }

  /** Returns whether a gist has numbers that count the latest events alone. */
  static boolean isCut(String gist) {
    return AT_LEAST.matcher(gist).find();
  }

  /** Returns the gist of an alert; of one without events, reasons and reports it is empty. */
  public String of(Alert alert) {
    EventFigures figures = EventFigures.of(alert);
    List<String> parts = new ArrayList<>();
    if (alert.getTrack() != Track.VICTIM && PersonAge.isYoung(alert)) {
      parts.add("under 18");
    }
    if (figures.payments() > 0) {
      payments(alert, figures, parts);
    }
    sessions(alert, figures, parts);
    if (figures.hits() > 0) {
      parts.add(count(figures, figures.hits(), "hit of a blocklist", "hits of blocklists"));
    }
    report(figures.signals(), parts);
    if (parts.isEmpty()) {
      return alert.getReasons().isEmpty()
          ? PlainText.text(UnsureReports.sentence(alert, rules))
          : PlainText.text(rules.sentence(alert.getReasons().get(0)));
    }
    String words = String.join(", ", parts);
    String hosts = HostAges.of(alert).words();
    return PlainText.text(hosts == null ? words : hosts + ": " + words);
  }

  /**
   * Returns what tells alerts of the same gist apart: the version of the key of their tokens, what
   * is assured of the hosts, and how much of each reason counts, and why no more.
   */
  public static String grounds(Alert alert) {
    String first = "key " + alert.getKeyVersion() + ", " + HostAges.of(alert) + ": ";
    return alert.getReasons().stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f %s",
                    one.getIndicator(),
                    one.getQuality(),
                    one.getCaveats()))
        .sorted()
        .collect(Collectors.joining(", ", first, ""));
  }

  private void payments(Alert alert, EventFigures figures, List<String> parts) {
    parts.add(count(figures, figures.payments(), "payment", "payments"));
    if (figures.amount() > 0) {
      parts.add(amount(figures));
    }
    boolean isPayer = alert.getEntityKind() == EntityKind.SUBJECT;
    String whom =
        isPayer
            ? "to " + count(figures, figures.payees(), "account", "accounts")
            : "from " + count(figures, figures.payers(), "person", "people");
    String where = String.join(" and ", figures.countries());
    parts.add(isPayer && !where.isEmpty() ? whom + " in " + where : whom);
  }

  private String amount(EventFigures figures) {
    String currency = rules.currency() == null ? "together" : rules.currency();
    return String.format(Locale.ROOT, "%,.0f%s %s", figures.amount(), more(figures), currency);
  }

  private static void sessions(Alert alert, EventFigures figures, List<String> parts) {
    String visibility = figures.visibility();
    String kind =
        visibility == null || visibility.equals("UNKNOWN") ? "live" : SessionWords.kind(visibility);
    if (figures.daysBefore() > 0) {
      parts.add(
          "before "
              + (PRIVATE.equals(visibility) ? "private" : "live")
              + " sessions on "
              + count(figures, figures.daysBefore(), "day", "days"));
    } else if (figures.sessions() > 0) {
      parts.add(visits(alert, figures, kind));
    }
    if (figures.reports() > 0) {
      parts.add(count(figures, figures.reports(), "live session", "live sessions") + " reported");
    }
  }

  private static String visits(Alert alert, EventFigures figures, String kind) {
    String sessions =
        kind.startsWith("by ")
            ? count(figures, figures.sessions(), "session ", "sessions ") + kind
            : count(figures, figures.sessions(), kind + " session", kind + " sessions");
    boolean isViewer = alert.getEntityKind() == EntityKind.SUBJECT;
    if (isViewer && alert.getTrack() != Track.VICTIM) {
      return figures.hosts() == 0
          ? sessions
          : sessions + " of " + count(figures, figures.hosts(), "host", "hosts");
    }
    return figures.viewers() == 0
        ? sessions
        : sessions + ", joined by " + count(figures, figures.viewers(), "person", "people");
  }

  private static void report(List<SignalDetails> signals, List<String> parts) {
    if (signals.isEmpty()) {
      return;
    }
    SignalDetails newest = signals.get(0);
    String report = EventWords.report(newest);
    parts.add(signals.size() > 1 ? signals.size() + " reports, the newest a " + report : report);
  }

  private static String count(EventFigures figures, int number, String one, String several) {
    return number + more(figures) + " " + (number == 1 && !figures.isCut() ? one : several);
  }

  private static String more(EventFigures figures) {
    return figures.isCut() ? MORE : "";
  }
}
