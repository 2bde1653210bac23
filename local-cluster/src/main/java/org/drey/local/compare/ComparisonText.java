package org.drey.local.compare;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.cli.readiness.SelectedEvents;
import org.drey.local.compare.AlertChange.Kind;
import org.drey.local.compare.RulesComparison.AlertDifference;
import org.drey.local.compare.RulesComparison.BeforeAfter;
import org.drey.local.compare.RulesComparison.RuleDifference;
import org.drey.local.compare.RulesComparison.TrackDifference;
import org.jspecify.annotations.Nullable;

/** A comparison of rules for a terminal, and as a page. */
public final class ComparisonText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_CHANGED = 10;
  private static final int LETTERS = 8;
  private static final int PERCENT = 100;
  private static final String NONE = "-";

  private final RulesComparison comparison;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(RulesComparison comparison) {
    this.comparison = comparison;
  }

  /**
   * Returns the text: the changed rules, the alerts, the rules, and the alerts that differ most.
   */
  public static String of(RulesComparison comparison) {
    return new ComparisonText(comparison).text();
  }

  /**
   * Returns a whole page of HTML, with all alerts that change.
   *
   * @param broken what is otherwise than expected
   */
  @SuppressWarnings("NullAway") // jte's generated class takes null for "no interceptor"
  public static String page(RulesComparison comparison, List<String> broken) {
    StringOutput page = new StringOutput();
    JtecomparisonGenerated.render(new OwaspHtmlTemplateOutput(page), null, comparison, broken);
    return page.toString();
  }

  private String text() {
    lines.add("Rules");
    if (comparison.changes().isEmpty()) {
      lines.add("  the same");
    }
    for (RuleChange change : comparison.changes()) {
      lines.add(
          "  %-10s  %s: %s".formatted(name(change.indicator()), change.rule(), words(change)));
    }
    alerts("Alerts", comparison.alerts());
    alerts("Shadow alerts", comparison.shadowAlerts());
    rules();
    mostChanged("Alerts that change most", comparison.alerts());
    mostChanged("Shadow alerts that change most", comparison.shadowAlerts());
    return lines.stream().map(PlainText::text).collect(Collectors.joining("\n"));
  }

  /** Returns what is different about a rule, and whether it keeps its state. */
  public static String words(RuleChange change) {
    String kinds =
        change.kinds().stream().map(RuleChange.Kind::words).collect(Collectors.joining(", "));
    return change.coldMillis() == 0
        ? kinds
        : kinds + "; starts cold, sees a full window after " + days(change.coldMillis());
  }

  private static String days(long millis) {
    long days = TimeUnit.MILLISECONDS.toDays(millis);
    return days > 0 ? days + " d" : TimeUnit.MILLISECONDS.toMinutes(millis) + " min";
  }

  private void alerts(String title, AlertDifference alerts) {
    lines.add("");
    if (alerts.changed().isEmpty()) {
      lines.add("%s: %,d, the same with both".formatted(title, alerts.after()));
      return;
    }
    lines.add(
        "%s: %,d -> %,d; %s"
            .formatted(title, alerts.before(), alerts.after(), words(alerts.counts())));
    for (TrackDifference track : alerts.tracks()) {
      lines.add(
          "  %-11s  %,6d -> %,6d  %s"
              .formatted(track.track(), track.before(), track.after(), words(track.counts())));
    }
    for (Kind kind : List.of(Kind.GAINED, Kind.LOST)) {
      String decided = decided(alerts.of(kind));
      if (!decided.isEmpty()) {
        lines.add("  analysts decided of those %s: %s".formatted(kind.words(), decided));
      }
    }
  }

  private static String words(Map<Kind, Integer> counts) {
    return counts.isEmpty()
        ? "the same"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().words())
            .collect(Collectors.joining(", "));
  }

  /** Returns what analysts decided of some alerts; nothing if they decided of none. */
  public static String decided(List<AlertChange> changes) {
    Map<String, Integer> verdicts = new TreeMap<>();
    for (AlertChange change : changes) {
      if (change.verdict() != null) {
        verdicts.merge(change.verdict(), 1, Integer::sum);
      }
    }
    return verdicts.entrySet().stream()
        .map(verdict -> verdict.getKey() + " " + verdict.getValue())
        .collect(Collectors.joining(", "));
  }

  private void rules() {
    List<RuleDifference> different =
        comparison.rules().stream().filter(RuleDifference::isDifferent).toList();
    if (different.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Rules that find, alert or select differently");
    String row = "  %-10s  %-15s  %-13s  %-21s  %s";
    lines.add(row.formatted("indicator", "findings", "alerts", "selects", "rule"));
    for (RuleDifference rule : different) {
      lines.add(
          row.formatted(
              name(rule.indicator()),
              pair(rule.findings(), "%,d"::formatted),
              pair(rule.alerts(), "%,d"::formatted),
              pair(rule.selected(), ComparisonText::share),
              rule.rule()));
    }
  }

  /** Returns the values of both sets; a dash where there is none. */
  public static <T> String pair(BeforeAfter<T> values, Function<T, String> words) {
    String before = values.before() == null ? NONE : words.apply(values.before());
    String after = values.after() == null ? NONE : words.apply(values.after());
    return before.equals(after) ? before : before + " -> " + after;
  }

  /** Returns the share of its stream that a detection selects. */
  public static String share(SelectedEvents selected) {
    return String.format(Locale.ROOT, "%.3f %%", selected.share() * PERCENT);
  }

  private void mostChanged(String title, AlertDifference alerts) {
    if (alerts.changed().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title);
    for (AlertChange change :
        alerts.changed().subList(0, Math.min(MOST_CHANGED, alerts.changed().size()))) {
      String verdict = change.verdict() == null ? "" : "  " + change.verdict();
      lines.add(
          "  %s  %-11s  %s  %s%s"
              .formatted(
                  change.either().alertId().substring(0, LETTERS),
                  change.track(),
                  scores(change),
                  kinds(change),
                  verdict));
      lines.add("            " + change.either().gist());
      lines.add("            " + why(change));
    }
  }

  /** Returns the scores, bands and priorities of an alert with both sets. */
  public static String scores(AlertChange change) {
    return pair(new BeforeAfter<>(change.before(), change.after()), ComparisonText::score);
  }

  private static String score(AlertOutcome alert) {
    return String.format(
        Locale.ROOT, "%.1f %s %s", alert.score(), alert.peakBand(), alert.priority());
  }

  /** Returns in which ways an alert changes. */
  public static String kinds(AlertChange change) {
    return change.kinds().stream()
        .map(
            kind ->
                kind == Kind.EARLIER || kind == Kind.LATER
                    ? kind.words() + " (" + opened(change) + ")"
                    : kind.words())
        .collect(Collectors.joining(", "));
  }

  private static String opened(AlertChange change) {
    return pair(new BeforeAfter<>(opened(change.before()), opened(change.after())), TIME::format);
  }

  private static @Nullable Instant opened(@Nullable AlertOutcome alert) {
    return alert == null ? null : alert.openedAt();
  }

  /** Returns the points that are different, by indicator. */
  public static String why(AlertChange change) {
    List<AlertChange.Points> why = change.why();
    return why.isEmpty()
        ? "the same points"
        : why.stream()
            .map(
                points ->
                    String.format(
                        Locale.ROOT,
                        "%s %+.1f (%.1f -> %.1f)",
                        points.name(),
                        points.difference(),
                        points.before(),
                        points.after()))
            .collect(Collectors.joining(", "));
  }

  /** Returns an indicator; a dash for a rule that scores nothing. */
  public static String name(@Nullable String indicator) {
    return indicator == null ? NONE : indicator;
  }
}
