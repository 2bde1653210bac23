package org.drey.local.demo;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertLines;
import org.drey.alerts.explain.RuleBook;
import org.drey.base.WrappedText;
import org.drey.event.Alert;
import org.drey.event.Track;

/**
 * The lines of a running demo: a row of figures every few days, and the first alert of each kind.
 * Whom a page of an alert does not name, no line names either.
 */
final class DemoLines {
  private static final String INDENT = " ".repeat(4);
  private static final int REASONS = 3;

  /** How far the words of a reason are to the right of its points' beginning. */
  private static final int POINTS = 10;

  /** Streams of reports from outside. */
  private static final String REPORTS = "SIGNAL";

  private final PrintStream out;
  private final int columns;
  private final boolean colour;
  private final DemoState state;
  private final AlertLines words;
  private final Set<String> shown = new HashSet<>();

  /** Prints lines of a width, in colour or without. */
  DemoLines(PrintStream out, int columns, boolean colour, DemoState state, RuleBook rules) {
    this.out = out;
    this.columns = columns;
    this.colour = colour;
    this.state = state;
    this.words = new AlertLines(rules);
  }

  /** Prints the head of the rows. */
  void begin() {
    out.println();
    out.println("The town, day by day; between the rows the first alert of each kind:");
    row("day", "records sent", "list hits", "pages shown", "alerts", "signal after query");
  }

  /** Prints the figures at the end of a day. */
  void day(int day, long pagesShown) {
    row(
        day,
        String.format(Locale.ROOT, "%,d", state.allSent()),
        String.format(Locale.ROOT, "%,d", state.splashes()),
        String.format(Locale.ROOT, "%,d", pagesShown),
        state.notWithdrawn().size(),
        "%7d ms".formatted(state.splashLatency(0.5)));
  }

  /** Prints what has come since the last time. */
  void news() {
    for (Alert alert = state.nextNews(); alert != null; alert = state.nextNews()) {
      if (shown.add(kind(alert))) {
        out.println(head(alert));
        wrapped(INDENT.repeat(2), words.strongest(masked(alert)));
      }
    }
  }

  /** Prints the most urgent alert that Drey found by itself, on one who pays if there is one. */
  void mostUrgent() {
    List<Alert> all = state.notWithdrawn();
    all.stream()
        .filter(alert -> kind(alert).equals(Track.PAYER.name()))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .ifPresent(
            alert -> {
              out.println();
              out.println("The most urgent alert on one who pays, and why; analysts read it so:");
              out.println(head(alert));
              words
                  .details(masked(alert), REASONS)
                  .forEach(
                      line -> wrapped(INDENT + line.substring(0, POINTS), line.substring(POINTS)));
            });
  }

  /** Returns what has come of a pattern by its track; what was reported is one kind. */
  private static String kind(Alert alert) {
    boolean isReported =
        alert.getReasons().stream().anyMatch(one -> one.getStreams().contains(REPORTS));
    return isReported ? REPORTS : alert.getTrack().name();
  }

  private Alert masked(Alert alert) {
    return PossibleVictims.of(state.notWithdrawn()).masked(alert);
  }

  private void wrapped(String first, String text) {
    WrappedText.lines(first, " ".repeat(first.length()), text, columns).forEach(out::println);
  }

  private String head(Alert alert) {
    String head = INDENT + AlertLines.head(alert);
    return colour ? "\u001b[1m" + head + "\u001b[0m" : head;
  }

  private void row(Object... cells) {
    out.println(String.format(Locale.ROOT, "%3s %14s %11s %13s %8s  %s", cells));
  }
}
