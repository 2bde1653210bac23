package org.drey.edge.splash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.drey.blocklist.Policy;
import org.drey.edge.splash.page.Audience;
import org.drey.edge.splash.page.View;

/**
 * Sums since the start: displays, clicks on help, repeats. All series exist from the beginning and
 * none is ever added, so nothing of a request can become one. Thread-safe.
 */
final class Counters {
  private record Display(Audience audience, Policy policy, String language) {}

  private final Map<Display, LongAdder> displays = new LinkedHashMap<>();
  private final Map<String, LongAdder> clicks = new LinkedHashMap<>();
  private final LongAdder repeats = new LongAdder();

  Counters(List<String> languages, List<String> links) {
    for (Audience audience : Audience.values()) {
      for (Policy policy : Policy.values()) {
        languages.forEach(
            language -> displays.put(new Display(audience, policy, language), new LongAdder()));
      }
    }
    links.forEach(link -> clicks.put(link, new LongAdder()));
  }

  /** Counts a page that was shown. */
  void shown(View view) {
    add(displays.get(new Display(view.audience(), view.policy(), view.language())));
  }

  /** Counts a link to help that was followed. */
  void clicked(String link) {
    add(clicks.get(link));
  }

  /** Counts a display that was not the first of its hour at its connection. */
  void repeated() {
    repeats.increment();
  }

  private static void add(LongAdder counter) {
    if (counter == null) {
      throw new IllegalArgumentException("there is no such series");
    }
    counter.increment();
  }

  /** How often a page was shown. */
  long displays() {
    return displays.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** As Prometheus reads it, in its text format 0.0.4. */
  String prometheus() {
    List<String> lines = new ArrayList<>();
    lines.add("# HELP drey_splash_displays_total How often the page was shown.");
    lines.add("# TYPE drey_splash_displays_total counter");
    displays.forEach(
        (display, count) ->
            lines.add(
                "drey_splash_displays_total{audience=\"%s\",policy=\"%s\",language=\"%s\"} %d"
                    .formatted(
                        View.key(display.audience()),
                        View.key(display.policy()),
                        display.language(),
                        count.sum())));
    lines.add("# HELP drey_splash_help_clicks_total How often a link to help was followed.");
    lines.add("# TYPE drey_splash_help_clicks_total counter");
    clicks.forEach(
        (link, count) ->
            lines.add(
                "drey_splash_help_clicks_total{help=\"%s\"} %d".formatted(link, count.sum())));
    lines.add(
        "# HELP drey_splash_repeats_total Displays that were not the first within the hour at"
            + " their connection; an estimate.");
    lines.add("# TYPE drey_splash_repeats_total counter");
    lines.add("drey_splash_repeats_total " + repeats.sum());
    return String.join("\n", lines) + "\n";
  }
}
