package org.drey.rules.correlate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.RuleSetCompiler;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.InvalidRulesException;

/** Random rules, any of them built on any other, and random events with many ties. */
final class RandomCase {
  static final Duration LATENESS = Duration.ofSeconds(2);
  static final Duration ALLOWANCE = Duration.ofSeconds(5);
  private static final long TICK = 500;
  private static final int TICKS = 24;

  private static final List<String> BOUNDS =
      List.of("gte: 1", "gte: 2", "gte: 3", "gt: 1", "lt: 3", "lte: 1", "eq: 2", "neq: 2");

  private final Random random;
  final List<RandomRule> rules = new ArrayList<>();
  final List<TestEvent> events = new ArrayList<>();

  RandomCase(long seed) {
    random = new Random(seed);
    rules.add(RandomRule.detection("card", "payment", "channel", "CARD"));
    rules.add(RandomRule.detection("done", "payment", "status", "COMPLETED"));
    rules.add(RandomRule.detection("joined", "livestream", "type", "JOINED"));
    rules.add(RandomRule.detection("hidden", "livestream", "visibility", "PRIVATE"));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      rules.add(correlation());
    }
    for (int i = 5 + random.nextInt(35); i > 0; i--) {
      events.add(event("e" + i));
    }
  }

  /** The compiled rules, or null if they change their entity too often or miss a field. */
  RuleSet compile() {
    List<StreamSchema> streams =
        TestStreams.ALL.stream().map(stream -> stream.withLateness(LATENESS)).toList();
    try {
      return RuleSetCompiler.compile(
          List.of(TestRules.file(documents())), streams, Map.of(), FamilyCaps.CATALOGUE, ALLOWANCE);
    } catch (InvalidRulesException e) {
      return null;
    }
  }

  String[] documents() {
    return rules.stream().map(RandomRule::document).toArray(String[]::new);
  }

  private RandomRule correlation() {
    String type = pick("event_count", "value_count", "temporal", "temporal_ordered");
    List<String> known = rules.stream().map(RandomRule::name).toList();
    Set<String> references = new LinkedHashSet<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      boolean upper = known.size() > 4 && random.nextBoolean();
      references.add(known.get(upper ? 4 + random.nextInt(known.size() - 4) : random.nextInt(4)));
    }
    Set<String> groupBy = new LinkedHashSet<>(List.of(pick("subject", "payee", "device")));
    if (random.nextInt(3) == 0) {
      groupBy.add(pick("subject", "payee", "device", "day"));
    }
    String scored = groupBy.iterator().next();
    if (groupBy.size() > 1 && random.nextBoolean()) {
      groupBy.remove(scored); // the scored field is not always the first
      groupBy.add(scored);
    }
    String value = type.equals("value_count") ? pick("device", "subject", "day") : null;
    return new RandomRule(
        "c" + rules.size(),
        null,
        null,
        null,
        type,
        List.copyOf(references),
        List.copyOf(groupBy),
        value,
        1 + random.nextInt(5),
        type.startsWith("temporal") ? List.of() : bounds(),
        random.nextBoolean(),
        random.nextBoolean() ? scored : null);
  }

  private List<String> bounds() {
    return random.nextInt(4) == 0
        ? List.of("gte: " + (1 + random.nextInt(2)), "lt: " + (2 + random.nextInt(3)))
        : List.of(BOUNDS.get(random.nextInt(BOUNDS.size())));
  }

  private TestEvent event(String id) {
    boolean payment = random.nextBoolean();
    StreamSchema stream = payment ? TestStreams.PAYMENTS : TestStreams.LIVESTREAM;
    TestEvent event =
        TestEvent.on(stream)
            .at(id, TICK * random.nextInt(TICKS))
            .with("subject", pick("p1", "p1", "p2", null))
            .with(payment ? "payee" : "payout", pick("q1", "q1", "q2", null))
            .with("device", pick("d1", "d2", null))
            .with("day", pick("monday", "tuesday"))
            .with(
                payment ? "channel" : "type",
                payment ? pick("CARD", "P2P") : pick("JOINED", "LEFT"))
            .with(
                payment ? "status" : "visibility",
                payment ? pick("COMPLETED", "DECLINED") : pick("PRIVATE", "PUBLIC"));
    return switch (random.nextInt(12)) {
      case 0 -> event.of("provider", 2, "default");
      case 1 -> event.of("provider", 1, "elsewhere");
      case 2 -> event.at("e0", event.time()).of("provider of " + id, 1, "default");
      default -> event;
    };
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  @Override
  public String toString() {
    return String.join("---\n", Arrays.asList(documents()).subList(4, rules.size()))
        + String.join("\n", events.stream().map(TestEvent::toString).toList());
  }
}
