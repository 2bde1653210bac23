package org.drey.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The cost of an entity that holds few or many events: one more, a day of late ones, a look. */
@Command(
    name = "entity",
    mixinStandardHelpOptions = true,
    description = "One more event of an entity that holds few or many, through RocksDB.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run entity                                    what is promised",
      "  verification/benchmarks/run entity --sizes 10,4000 --kinds VALUES     a first look",
      "  verification/benchmarks/run entity --sizes 10,4000 --busy 3           many busy entities in turn",
      "  verification/benchmarks/run entity --sizes 10,60 --busy 1000 --events 60  many ordinary ones",
      "  verification/benchmarks/run entity --partitions                       late events of one payee",
      "  verification/benchmarks/run entity --timers 200000                    when people are looked at"
    })
final class EntityCommand extends MeasuringCommand {
  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      description = "How many events an entity holds (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 4_000);

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Rules: ${COMPLETION-CANDIDATES} (all).")
  private List<RuleKind> kinds = List.of(RuleKind.values());

  @Option(
      names = "--orders",
      split = ",",
      paramLabel = "ORDER",
      description = "Orders: ${COMPLETION-CANDIDATES} (both).")
  private List<EventOrder> orders = List.of(EventOrder.values());

  @Option(
      names = "--busy",
      paramLabel = "N",
      description =
          "How many entities of each size that is not small are asked in turn (1); of many hardly"
              + " any part of a log is in memory when it is needed.")
  private int busy = 1;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events in each measurement (1,000); with --partitions of a day (2,000).")
  private @Nullable Integer events;

  @Option(
      names = "--partitions",
      description =
          "Instead: a day's payments of one payee in two partitions, one after the other, beside"
              + " the same in order.")
  private boolean partitions;

  @Option(
      names = "--timers",
      paramLabel = "N",
      description = "Instead: how evenly looks at so many people are spread over minutes.")
  private @Nullable Integer timers;

  /** The rule that looks at the payments of an entity, the payee. */
  enum RuleKind {
    COUNT("event_count of a day", "event_count", "payee, day", "gte: 200"),
    COUNT_FIRES("event_count that fires", "event_count", "payee", "gte: 3"),
    VALUES("value_count", "value_count", "payee", "field: payer_country, gte: 3"),
    VALUES_FIRES("value_count that fires", "value_count", "payee", "field: subject, gte: 3");

    final String title;
    private final String type;
    private final String groupBy;
    private final String condition;

    RuleKind(String title, String type, String groupBy, String condition) {
      this.title = title;
      this.type = type;
      this.groupBy = groupBy;
      this.condition = condition;
    }

    /**
     * Returns the rule, as a set.
     *
     * @param timespan such as {@code 30d}
     */
    RuleSet rules(String timespan) {
      return BenchmarkRules.compile(
          List.of(
              BenchmarkRules.detection(
                  1, "paid", "payment", "status: COMPLETED", "channel: P2P", "payee_kind: PERSON"),
              BenchmarkRules.correlation(
                  2, "counted", type, "paid", List.of(groupBy.split(", ")), timespan, condition)));
    }
  }

  /** In what order the events of an entity come. */
  enum EventOrder {
    IN_ORDER("in order"),
    SHUFFLED("shuffled");

    final String title;

    EventOrder(String title) {
      this.title = title;
    }
  }

  @Override
  void measure(Path folder) throws Exception {
    onlyOne("--partitions or --timers", partitions, timers != null);
    if (partitions) {
      new EntityPartitions(this, events == null ? EntityPartitions.EVENTS : events).measure();
    } else if (timers != null) {
      new EntityLooks(this).atPeople(timers);
    } else {
      new EntitySizes(this, sizes, events == null ? EntitySizes.EVENTS : events, busy)
          .measure(kinds, orders);
    }
  }
}
