package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.drey.cli.topics.TopicPlan;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** The page on size says what follows from {@code sizing.yaml}. */
final class SizePageTest {
  private static final String PAGE = Repository.text("docs/operate/size.md");
  private static final YamlNode FILE = file();

  private static final double MICROS = 1e-6;
  private static final double GIGA = 1e9;
  private static final double SECONDS_A_DAY = 86_400;
  private static final double MILLION = 1e6;

  // assumed, as the page says
  private static final double PEAK = 3;
  private static final double UTILISATION = 0.5;
  private static final double REPLICAS = 3;
  private static final double READERS = 1;
  private static final double OVERHEAD = 10;
  private static final double WEEK_HOURS = 168;
  private static final double LISTED = 1e-4;
  private static final double STATE_OF_A_SUBTASK = 8;

  private static YamlNode file() {
    try {
      return YamlNode.read(Code.ROOT.resolve("docs/operate/sizing.yaml"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double figure(String key) {
    return FILE.required("figures").required(key).required("value").number().doubleValue();
  }

  /** The needs of a load; queries are those of a second, all else is of a day. */
  private record Load(double queries, double payments, double streams, double people) {
    double events() {
      return (payments + streams) / SECONDS_A_DAY * PEAK + queries * LISTED;
    }

    double queryCores() {
      return queries * figure("blocklist_cpu") * MICROS / UTILISATION;
    }

    double eventCores() {
      return events() * figure("detection_cpu") * MICROS / UTILISATION;
    }

    double cores() {
      return queryCores() + eventCores();
    }

    double brokerGigabytes(double queryHours) {
      double aSecond =
          queries * bytes("query") * queryHours / WEEK_HOURS
              + 2 * queries * LISTED * bytes("hit")
              + (payments * bytes("payment") + streams * bytes("stream")) / SECONDS_A_DAY;
      return aSecond * WEEK_HOURS * 3_600 * REPLICAS / GIGA;
    }

    double megabytesASecond() {
      double aSecond =
          queries * (bytes("query") + 2 * LISTED * bytes("hit"))
              + PEAK * (payments * bytes("payment") + streams * bytes("stream")) / SECONDS_A_DAY;
      return aSecond * (REPLICAS + READERS) / MILLION;
    }

    double stateGigabytes(double abroad) {
      return paidState(payments, people, abroad) + streams * figure("event_state") / GIGA;
    }

    double memoryGigabytes() {
      double matching = figure("task_manager_memory") + figure("list_memory") * MILLION / GIGA;
      double subtasks = Math.max(Math.ceil(eventCores()), stateGigabytes(1) / STATE_OF_A_SUBTASK);
      return managers(queryCores()) * matching
          + managers(subtasks) * figure("task_manager_memory")
          + 2 * 2 * figure("job_manager_memory");
    }

    private static double managers(double subtasks) {
      return Math.max(2, Math.ceil(Math.ceil(subtasks) / 4));
    }

    private static double bytes(String of) {
      return figure(of + "_bytes") + OVERHEAD;
    }
  }

  /**
   * Returns the gigabytes of state of people who pay.
   *
   * @param abroad the share of them who make the small payments abroad
   */
  private static double paidState(double payments, double people, double abroad) {
    double bytes = 0;
    for (YamlNode kind : FILE.required("payers").items()) {
      double paying = kind.get("abroad") == null ? people : people * abroad;
      double aDay = payments * kind.required("of_60").number().doubleValue() / 60;
      bytes += aDay == 0 ? 0 : paying * bytesAt(kind, paying / aDay);
    }
    return bytes / GIGA;
  }

  /** Returns the bytes of a person who pays so often. */
  private static double bytesAt(YamlNode kind, double everyDays) {
    NavigableMap<Double, Double> bytes = new TreeMap<>();
    kind.required("bytes")
        .fields()
        .forEach((days, value) -> bytes.put(Double.valueOf(days), value.number().doubleValue()));
    Map.Entry<Double, Double> below = bytes.floorEntry(everyDays);
    Map.Entry<Double, Double> above = bytes.ceilingEntry(everyDays);
    if (below == null) { // more often than was measured: as much more state
      return bytes.firstEntry().getValue() * bytes.firstKey() / everyDays;
    }
    if (above == null || above.getKey().equals(below.getKey())) {
      return below.getValue();
    }
    double part = Math.log(everyDays / below.getKey()) / Math.log(above.getKey() / below.getKey());
    return below.getValue() * Math.pow(above.getValue() / below.getValue(), part);
  }

  @Test
  void eachPartOfALoadTakesWhatThePageSays() {
    Load queries = new Load(100_000, 0, 0, 0);
    row(
        "| 100,000 queries a second, at the peak | %.2f | %.1f TB | %.1f MB/s |",
        queries.cores(), queries.brokerGigabytes(WEEK_HOURS) / 1e3, queries.megabytesASecond());
    says("%.1f TB for each 100,000 a second", queries.brokerGigabytes(24) / 1e3);
    says(
        "take %.3f cores more for each 100,000",
        100_000 * figure("query_rules_cpu") * MICROS / UTILISATION);
    Load payments = new Load(0, MILLION, 0, MILLION);
    row(
        "| million payments a day | %.4f | %.1f GB | %.3f MB/s |",
        payments.cores(), payments.brokerGigabytes(WEEK_HOURS), payments.megabytesASecond());
    Load streams = new Load(0, 0, MILLION, MILLION);
    row(
        "| million records of livestreams a day | %.4f | %.1f GB | %.3f MB/s |",
        streams.cores(), streams.brokerGigabytes(WEEK_HOURS), streams.megabytesASecond());
    says("records of livestreams a day leave %.1f GB", streams.stateGigabytes(1));
    says("twice the state, and %.1f MB for a million list entries", figure("list_disk"));
    says("and %.1f MB more for a million list entries", figure("list_memory"));
    says("A task manager has %.2f GB", figure("task_manager_memory"));
    says("a job manager has %.2f GB", figure("job_manager_memory"));
  }

  @Test
  void aMillionPeopleTakeWhatThePageSays() {
    person("every second day", 0.5);
    person("every day", 1);
    person("twice a day", 2);
    person("four times a day", 4);
  }

  private static void person(String often, double aDay) {
    row(
        "| " + often + " | %s GB | %s GB |",
        gigabytes(paidState(aDay * MILLION, MILLION, 1)),
        gigabytes(paidState(aDay * MILLION, MILLION, 0.1)));
  }

  private static String gigabytes(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
  }

  /** A country's network fits on sixteen cores. */
  @Test
  void aNationalProviderTakesWhatThePageSays() {
    Load without = new Load(MILLION, 60 * MILLION, 0, 30 * MILLION);
    Load with = new Load(MILLION, 60 * MILLION, 2 * MILLION, 30 * MILLION);
    assertTrue(with.cores() <= 16);
    row("| cores | %.0f | %.0f |", Math.ceil(without.cores()), Math.ceil(with.cores()));
    row(
        "| memory of task and job managers | %.0f GB | %.0f GB |",
        without.memoryGigabytes(), with.memoryGigabytes());
    row("| state | %.0f GB | %.0f GB |", without.stateGigabytes(1), with.stateGigabytes(1));
    row(
        "| checkpoints with a savepoint | %.0f GB | %.0f GB |",
        3 * without.stateGigabytes(1), 3 * with.stateGigabytes(1));
    row(
        "| disk of all brokers, 3 replicas | %.0f TB | %.0f TB |",
        without.brokerGigabytes(WEEK_HOURS) / 1e3, with.brokerGigabytes(WEEK_HOURS) / 1e3);
    row(
        "| the same with queries kept for a day | %.0f TB | %.0f TB |",
        without.brokerGigabytes(24) / 1e3, with.brokerGigabytes(24) / 1e3);
    row("| network | %.0f MB/s | %.0f MB/s |", without.megabytesASecond(), with.megabytesASecond());
    says(
        "%.0f cores, %.1f TB of state",
        Math.ceil(10 * with.cores()), 10 * with.stateGigabytes(1) / 1e3);
  }

  @Test
  void eachFigureSaysHowItIsMeasuredAgain() {
    FILE.required("figures")
        .fields()
        .forEach(
            (key, figure) ->
                row(
                    "| `%s` | %s %s | `%s` |",
                    key,
                    figure.required("value").text(),
                    figure.required("unit").words(),
                    figure.required("command").words()));
  }

  /** Disks that are bought for less would be full before brokers delete anything. */
  @Test
  void topicsAreKeptAsTheyAreSetUp() {
    TopicPlan topics = TopicPlan.of(DreyConfiguration.DEFAULT, "", 6, 3);
    for (String name : List.of("dns-queries", "web-requests", "payments", "livestream-sessions")) {
      String retention =
          topics.topics().stream()
              .filter(topic -> topic.name().equals(name))
              .map(topic -> topic.values().get("retention.ms"))
              .findFirst()
              .orElseThrow();
      assertEquals(WEEK_HOURS, Long.parseLong(retention) / 3_600_000.0, name);
    }
  }

  private static void row(String form, Object... values) {
    says(form + "\n", values);
  }

  private static void says(String form, Object... values) {
    String text = String.format(Locale.ROOT, form, values);
    assertTrue(PAGE.contains(text), text);
  }
}
