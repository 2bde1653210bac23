package org.drey.edge.splash;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.metrics.ServerMetrics;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageView;
import org.jspecify.annotations.Nullable;

/**
 * Sums since the start: displays, clicks on help, repeats. All series exist from the beginning and
 * none is ever added, so nothing of a request can become one. Thread-safe.
 */
final class SplashMetrics {
  private record Display(PageAudience audience, ListPolicy policy, String language) {}

  private final Map<Display, CounterDataPoint> displays = new HashMap<>();
  private final Map<String, CounterDataPoint> clicks = new HashMap<>();
  private final ServerMetrics metrics = new ServerMetrics();
  private final Counter repeats =
      metrics.counter(
          "drey_splash_repeats_total",
          "Displays that were not the first within the hour at their connection; an estimate.");

  SplashMetrics(List<String> languages, Set<String> links) {
    Counter shown =
        metrics.counter(
            "drey_splash_displays_total",
            "How often the page was shown.",
            "audience",
            "policy",
            "language");
    for (PageAudience audience : PageAudience.values()) {
      for (ListPolicy policy : ListPolicy.values()) {
        for (String language : languages) {
          displays.put(
              new Display(audience, policy, language),
              shown.labelValues(PageView.key(audience), PageView.key(policy), language));
        }
      }
    }
    Counter followed =
        metrics.counter(
            "drey_splash_help_clicks_total", "How often a link to help was followed.", "help");
    links.forEach(link -> clicks.put(link, followed.labelValues(link)));
  }

  /** Counts a page that was shown. */
  void shown(PageView view) {
    add(displays.get(new Display(view.audience(), view.policy(), view.language())));
  }

  /** Counts a link to help that was followed. */
  void clicked(String link) {
    add(clicks.get(link));
  }

  /** Counts a display that was not the first of its hour at its connection. */
  void repeated() {
    repeats.inc();
  }

  private static void add(@Nullable CounterDataPoint counter) {
    if (counter == null) {
      throw new IllegalArgumentException("there is no such series");
    }
    counter.inc();
  }

  /** Returns how often a page was shown. */
  long displays() {
    return displays.values().stream().mapToLong(CounterDataPoint::getLongValue).sum();
  }

  /** Returns where they are shown, and others can be added. */
  ServerMetrics metrics() {
    return metrics;
  }
}
