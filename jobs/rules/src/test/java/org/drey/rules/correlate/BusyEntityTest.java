package org.drey.rules.correlate;

import static org.drey.rules.correlate.Examples.PAYMENT;
import static org.drey.rules.correlate.Examples.SESSION;
import static org.drey.rules.correlate.Examples.count;
import static org.drey.rules.correlate.Examples.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.compile.RuleSet;
import org.junit.jupiter.api.Test;

/** One payee with hundreds of payments in a window: the same findings in any order, few twice. */
class BusyEntityTest {
  private static final int EVENTS = 1_000;
  private static final int SPAN = (int) Duration.ofHours(20).toMillis();
  private static final long WINDOW = Duration.ofHours(8).toMillis();

  private static final Comparator<TestEvent> NEWEST_FIRST =
      Comparator.comparingLong(TestEvent::time)
          .reversed()
          .thenComparing(event -> event.id().eventId());

  private static final RuleSet RULES =
      TestRules.compile(
          PAYMENT,
          SESSION,
          count("often", "payment", "payee", "8h", "gte: 30"),
          values("payers", "subject", "gte: 20"),
          values("countries", "payer_country", "gte: 3"),
          temporal("temporal", "both", "session, payment", "payee", "8h")
              + "  aliases:\n    payee:\n      session: payout\n      payment: payee\n",
          count("rare", "payment", "payee", "8h", "lt: 400"));

  private static String values(String name, String field, String bound) {
    return TestRules.correlation(
        name,
        "type: value_count",
        "rules: [payment]",
        "group-by: [payee]",
        "timespan: 8h",
        "condition:",
        "  field: " + field,
        "  " + bound);
  }

  /** A dense part, a part of few payers, and rare visitors. */
  private static List<TestEvent> events(Random random) {
    List<TestEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      boolean payment = random.nextInt(170) != 0;
      long time = random.nextInt(4) == 0 ? random.nextInt(SPAN / 8) : random.nextInt(SPAN);
      String payer = "p" + (random.nextInt(40) == 0 ? random.nextInt(200) : random.nextInt(12));
      String country = random.nextInt(100) == 0 ? "FR" : random.nextInt(300) == 0 ? "DE" : "GB";
      events.add(
          TestEvent.on(payment ? TestStreams.PAYMENTS : TestStreams.LIVESTREAM)
              .at("e" + i, time / 1000 * 1000)
              .with("subject", payer)
              .with(payment ? "payer_country" : "visibility", payment ? country : "PRIVATE")
              .with(payment ? "payee" : "payout", "q1"));
    }
    return events;
  }

  @Test
  void inAnyOrderTheFindingsAreThoseOfTheirWindows() {
    List<TestEvent> events = events(new Random(4));
    events.sort(Comparator.comparingLong(TestEvent::time));
    List<String> expected = expected(events);
    assertTrue(expected.size() > EVENTS, expected.size() + " findings");
    assertEquals(
        5, expected.stream().map(line -> line.substring(0, line.indexOf(" "))).distinct().count());

    Pipeline inOrder = Pipeline.run(RULES, events);
    assertEquals(expected, lines(inOrder));
    assertTrue(inOrder.reported().size() < 1.1 * expected.size(), "ties alone are reported again");

    List<TestEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(5));
    Pipeline anyOrder = Pipeline.run(RULES, shuffled);
    assertEquals(expected, lines(anyOrder));
    assertTrue(
        anyOrder.reported().size() <= 2 * expected.size(), anyOrder.reported().size() + " reports");

    Predicate<TestEvent> first = event -> event.id().eventId().hashCode() % 2 == 0;
    Pipeline oneAfterTheOther =
        Pipeline.run(
            RULES,
            Stream.concat(
                    events.stream().filter(first), events.stream().filter(Predicate.not(first)))
                .toList());
    assertEquals(expected, lines(oneAfterTheOther));
    assertTrue(oneAfterTheOther.reported().size() <= 2 * expected.size());
  }

  @Test
  void whileTheClockGoesOnTheFindingsAreTheSame() {
    List<TestEvent> events = events(new Random(6));
    List<String> expected = expected(events);
    Random random = new Random(7);
    List<TestEvent> arriving = new ArrayList<>();
    List<Long> arrivals = new ArrayList<>();
    events.stream()
        .map(event -> new Object[] {event.time() + random.nextInt(80_000_000), event})
        .sorted(Comparator.comparingLong(arrival -> (long) arrival[0]))
        .forEach(
            arrival -> {
              arrivals.add((long) arrival[0]);
              arriving.add((TestEvent) arrival[1]);
            });
    Pipeline pipeline = new Pipeline(RULES);
    for (int i = 0; i < arriving.size(); i++) {
      pipeline.feed(arriving.get(i));
      if (i % 20 == 0) {
        pipeline.advance(arrivals.get(i) - 80_000_000);
      }
    }
    for (int hour = 0; hour < 100; hour++) {
      pipeline.advance(Duration.ofHours(hour).toMillis());
    }
    pipeline.advance(Long.MAX_VALUE);
    assertEquals(expected, lines(pipeline));
    assertEquals(0, pipeline.entities());
  }

  private static List<String> lines(Pipeline pipeline) {
    return pipeline.lines().stream().sorted().toList();
  }

  /** What the windows of all events hold, each looked at from its start. */
  private static List<String> expected(List<TestEvent> events) {
    List<String> lines = new ArrayList<>();
    List<TestEvent> newestFirst = events.stream().sorted(NEWEST_FIRST).toList();
    List<TestEvent> allPayments = newestFirst.stream().filter(BusyEntityTest::isPayment).toList();
    Map<TestEvent, String> payer = values(allPayments, "subject");
    Map<TestEvent, String> country = values(allPayments, "payer_country");
    for (TestEvent completing : newestFirst) {
      List<TestEvent> window = window(newestFirst, completing.time());
      List<TestEvent> payments = window(allPayments, completing.time());
      boolean isPayment = isPayment(completing);
      int payers = distinct(payments, payer);
      int countries = distinct(payments, country);
      add(
          lines,
          isPayment && payments.size() >= 30,
          "often",
          completing,
          payments.size(),
          payments);
      add(lines, isPayment && payers >= 20, "payers", completing, payers, payments);
      add(lines, isPayment && countries >= 3, "countries", completing, countries, payments);
      boolean both = !payments.isEmpty() && payments.size() < window.size();
      add(lines, both, "both", completing, 2, window);
      add(lines, isPayment && payments.size() < 400, "rare", completing, payments.size(), payments);
    }
    return lines.stream().sorted().toList();
  }

  /** What ends at a time, newest first. */
  private static List<TestEvent> window(List<TestEvent> newestFirst, long time) {
    return newestFirst.subList(
        olderThan(newestFirst, time + 1), olderThan(newestFirst, time - WINDOW + 1));
  }

  /** The place of the first that is before a time. */
  private static int olderThan(List<TestEvent> newestFirst, long time) {
    int from = 0;
    int to = newestFirst.size();
    while (from < to) {
      int middle = (from + to) / 2;
      if (newestFirst.get(middle).time() < time) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  private static Map<TestEvent, String> values(List<TestEvent> events, String field) {
    Map<TestEvent, String> values = new HashMap<>();
    events.forEach(event -> values.put(event, event.text(field)));
    return values;
  }

  private static int distinct(List<TestEvent> events, Map<TestEvent, String> values) {
    Set<String> distinct = new HashSet<>();
    events.forEach(event -> distinct.add(values.get(event)));
    return distinct.size();
  }

  private static boolean isPayment(TestEvent event) {
    return event.stream().topic().equals(TestStreams.PAYMENTS.topic());
  }

  private static void add(
      List<String> lines,
      boolean holds,
      String rule,
      TestEvent completing,
      long observed,
      List<TestEvent> window) {
    if (!holds) {
      return;
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(completing.id().eventId());
    window.stream()
        .filter(event -> !event.id().equals(completing.id()))
        .limit(49)
        .forEach(event -> evidence.add(event.id().eventId()));
    lines.add(
        rule
            + " [q1] "
            + completing.id().eventId()
            + " = "
            + observed
            + " <"
            + String.join(" ", evidence)
            + ">");
  }
}
