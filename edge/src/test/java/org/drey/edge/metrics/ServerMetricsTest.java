package org.drey.edge.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prometheus.metrics.core.metrics.Counter;
import org.junit.jupiter.api.Test;

final class ServerMetricsTest {
  private enum Fruit {
    SWEET_PEAR,
    APPLE
  }

  private final ServerMetrics metrics = new ServerMetrics();

  @Test
  void allSeriesOfAnEnumAreThereFromTheBeginning() {
    EnumCounter<Fruit> fruit = metrics.counter("drey_fruit_total", "By kind.", "kind", Fruit.class);
    fruit.count(Fruit.APPLE);
    fruit.count(Fruit.APPLE);
    assertEquals(2, fruit.sum(Fruit.APPLE));
    assertEquals(
        """
        # HELP drey_fruit_total By kind.
        # TYPE drey_fruit_total counter
        drey_fruit_total{kind="apple"} 2
        drey_fruit_total{kind="sweet_pear"} 0
        """,
        metrics.text());
  }

  @Test
  void labelsAreEscaped() {
    metrics.gauge("drey_one", "Of a list.", value -> value.call(1, "a\"b\\c\nd 1.0"), "list");
    assertEquals(
        """
        # HELP drey_one Of a list.
        # TYPE drey_one gauge
        drey_one{list="a\\"b\\\\c\\nd 1.0"} 1
        """,
        metrics.text());
  }

  @Test
  void aGaugeWithoutSeriesIsNotThere() {
    metrics.gauge("drey_none", "Of no list.", value -> {}, "list");
    assertEquals("", metrics.text());
  }

  @Test
  void numbersAreWrittenAsPeopleDo() {
    Counter many = metrics.counter("drey_many_total", "Many.");
    many.inc(123_456_789_012L);
    metrics.gauge("drey_small", "Small.", value -> value.call(-0.00025));
    metrics.gauge("drey_half", "Half.", value -> value.call(0.5));
    String text = metrics.text();
    assertEquals(
        "drey_half 0.5,drey_many_total 123456789012,drey_small -0.00025",
        String.join(",", text.lines().filter(line -> !line.startsWith("#")).toList()));
  }

  @Test
  void twoOfOneNameAreRefused() {
    Counter unused = metrics.counter("drey_fruit_total", "By kind.");
    assertThrows(
        IllegalArgumentException.class, () -> metrics.counter("drey_fruit_total", "Again."));
  }
}
