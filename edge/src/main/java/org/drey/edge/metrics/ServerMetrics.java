package org.drey.edge.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The metrics of one server. Thread-safe. */
public final class ServerMetrics {
  private static final Pattern VALUE = Pattern.compile("(?m)(?<= )-?\\d+\\.\\d+(E-?\\d+)?$");

  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** Nothing yet. */
  public ServerMetrics() {}

  /**
   * Adds a counter. A series is there once its labels are asked for.
   *
   * @throws IllegalArgumentException if there is one of this name, or the name is no good one
   */
  public Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars() // whose jars are not there
        .register(registry);
  }

  /** Adds a counter with a series for each of an enum's constants, all there from the beginning. */
  public <E extends Enum<E>> EnumCounter<E> counter(
      String name, String help, String label, Class<E> constants) {
    return new EnumCounter<>(counter(name, help, label), constants);
  }

  /**
   * Adds a gauge.
   *
   * @param values calls what it is given with each series' value and labels, each time the page is
   *     made
   */
  public void gauge(
      String name, String help, Consumer<GaugeWithCallback.Callback> values, String... labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(values)
        .register(registry);
  }

  /**
   * Adds a gauge with a series for each value of one label.
   *
   * @param values what each series is at, asked each time the page is made
   */
  public void gauge(String name, String help, String label, Supplier<Map<String, Double>> values) {
    gauge(name, help, series -> values.get().forEach((of, at) -> series.call(at, of)), label);
  }

  /** As Prometheus reads them, in its text format 0.0.4. */
  public String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is none in memory
    }
    return plain(bytes.toString(StandardCharsets.UTF_8));
  }

  /** The client writes 2.0 and 1.2E7. Scripts that read sums expect 2 and 12000000. */
  static String plain(String text) {
    return VALUE
        .matcher(text)
        .replaceAll(value -> new BigDecimal(value.group()).stripTrailingZeros().toPlainString());
  }
}
