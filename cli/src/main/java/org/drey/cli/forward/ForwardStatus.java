package org.drey.cli.forward;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.drey.alerts.forward.AlertForwarder;
import org.drey.alerts.forward.SinkCounts;
import org.drey.edge.http.StatusPages;
import org.drey.edge.metrics.ServerMetrics;
import org.jspecify.annotations.Nullable;

/** Health and metrics of forwarding, for operators. */
final class ForwardStatus {
  private ForwardStatus() {}

  /** Health is in order while every sink takes what it is handed. */
  static StatusPages pages(List<AlertForwarder> sinks) {
    ServerMetrics metrics = new ServerMetrics();
    add(
        metrics,
        sinks,
        "drey_forward_sent",
        "Alerts that the sink took since the start.",
        SinkCounts::sent);
    add(
        metrics,
        sinks,
        "drey_forward_refused",
        "Alerts that it will never take.",
        SinkCounts::refused);
    add(
        metrics,
        sinks,
        "drey_forward_unreadable",
        "Records that are no alerts.",
        SinkCounts::unreadable);
    add(
        metrics,
        sinks,
        "drey_forward_failures",
        "How often it took nothing.",
        SinkCounts::failures);
    add(
        metrics,
        sinks,
        "drey_forward_problem",
        "1 if it takes nothing now.",
        counts -> counts.problem() == null ? 0 : 1);
    return new StatusPages(() -> problem(sinks), metrics::text);
  }

  private static void add(
      ServerMetrics metrics,
      List<AlertForwarder> sinks,
      String name,
      String help,
      ToDoubleFunction<SinkCounts> value) {
    metrics.gauge(
        name,
        help,
        "sink",
        () ->
            sinks.stream()
                .collect(
                    Collectors.toMap(
                        AlertForwarder::name, sink -> value.applyAsDouble(sink.counts()))));
  }

  private static @Nullable String problem(List<AlertForwarder> sinks) {
    String all =
        sinks.stream()
            .filter(sink -> sink.counts().problem() != null)
            .map(sink -> sink.name() + ": " + sink.counts().problem())
            .collect(Collectors.joining("\n"));
    return all.isEmpty() ? null : all;
  }
}
