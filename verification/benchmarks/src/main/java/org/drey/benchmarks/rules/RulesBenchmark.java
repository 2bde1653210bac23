package org.drey.benchmarks.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.names.InventedNames;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.Transport;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EventDetector;

/** A query that matches no rule, by few and by many rules that look for names. */
public final class RulesBenchmark {
  private static final StreamDefinition<DnsQuery> STREAM = StreamRegistry.dnsQueries();
  private static final int QUERIES = 1 << 16;
  private static final int WARM_UP = 5;
  private static final double MOST = 1.3;

  private final Settings settings;
  private final Consumer<String> progress;
  private final DnsQuery[] queries = new DnsQuery[QUERIES];
  private final EventRow row =
      STREAM.row(new CurrencyRates(DreyConfiguration.DEFAULT), SuffixList.BUNDLED, () -> {});
  private final Map<Entrant, Figures> entrants = new LinkedHashMap<>();
  private final List<PromisedTarget> targets = new ArrayList<>();

  /**
   * Settings of the measurement.
   *
   * @param sizes how many rules; the first is what the others are compared with
   * @param passes over the queries in each measurement
   */
  public record Settings(
      long seed, List<Integer> sizes, int rounds, int passes, List<LiteralKind> kinds) {}

  private record Entrant(LiteralKind kind, int size) {}

  private record Figures(
      EventDetector detector, int unindexed, MeasuredSamples nanos, MeasuredSamples bytes) {}

  /** Makes the queries. */
  public RulesBenchmark(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    InventedNames names = new InventedNames(settings.seed());
    String[] asked = names.asked(new SplittableRandom(settings.seed()), QUERIES, 1, 0);
    for (int i = 0; i < QUERIES; i++) {
      queries[i] = query(asked[i]);
    }
  }

  /** Compiles the rules, then asks them in interleaved rounds. */
  public FigureTable run() {
    for (LiteralKind kind : settings.kinds()) {
      for (int size : settings.sizes()) {
        progress.accept("compiling " + size + " rules: " + kind.title());
        enter(kind, size);
      }
    }
    for (int round = 0; round < WARM_UP + settings.rounds(); round++) {
      progress.accept("round " + (round + 1) + " of " + (WARM_UP + settings.rounds()));
      List<Figures> order = List.copyOf(entrants.values());
      for (int i = 0; i < order.size(); i++) {
        measure(order.get((i + round) % order.size()), round >= WARM_UP);
      }
    }
    return table();
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return targets;
  }

  private void enter(LiteralKind kind, int size) {
    RuleSet rules = BenchmarkRules.compile(IntStream.range(0, size).mapToObj(kind::rule).toList());
    EventDetector detector = new EventDetector(rules, STREAM.schema());
    for (int number = 0; number < size; number++) {
      if (!detector.matches(row.show(query(kind.name(number))))) {
        throw new IllegalStateException("no rule is for " + kind.name(number));
      }
    }
    int unindexed = rules.matcher(STREAM.schema()).unindexed().size();
    entrants.put(
        new Entrant(kind, size),
        new Figures(detector, unindexed, new MeasuredSamples(), new MeasuredSamples()));
  }

  private void measure(Figures figures, boolean counts) {
    long bytesBefore = CpuTime.allocated();
    long began = CpuTime.ofThread();
    int matched = 0;
    for (int pass = 0; pass < settings.passes(); pass++) {
      for (DnsQuery query : queries) {
        matched += figures.detector().matches(row.show(query)) ? 1 : 0;
      }
    }
    long nanos = CpuTime.ofThread() - began;
    long bytes = CpuTime.allocated() - bytesBefore;
    if (matched > 0) {
      throw new IllegalStateException(matched + " queries matched a rule; take another seed");
    }
    if (counts) {
      double asked = (double) settings.passes() * QUERIES;
      figures.nanos().add(nanos / asked);
      figures.bytes().add(bytes / asked);
    }
  }

  private FigureTable table() {
    FigureTable table =
        new FigureTable(
            "A query that matches nothing",
            "literals",
            "rules",
            "ns (CPU), median",
            "ns (CPU), min",
            "of the first",
            "bytes allocated",
            "rules tried on every event");
    entrants.forEach(
        (entrant, its) -> {
          int first = settings.sizes().get(0);
          Figures least =
              Objects.requireNonNull(
                  entrants.get(new Entrant(entrant.kind(), first)),
                  "each kind enters with the first size");
          double ratio = its.nanos().median() / least.nanos().median();
          table.row(
              entrant.kind().title(),
              entrant.size(),
              its.nanos().median(),
              its.nanos().min(),
              ratio,
              its.bytes().median(),
              its.unindexed());
          if (first == 10 && entrant.size() == 1_000) {
            targets.add(
                new PromisedTarget("1,000 rules of 10, " + entrant.kind().title(), ratio, MOST));
          }
        });
    return table;
  }

  private static DnsQuery query(String name) {
    return DnsQuery.newBuilder()
        .setEventId("e")
        .setEventTime(Instant.EPOCH)
        .setProvider("provider")
        .setSubject("subject")
        .setQuery(name)
        .setRecordType("A")
        .setResponseCode("NXDOMAIN")
        .setAnswers(List.of())
        .setTransport(Transport.UDP)
        .setNetworkClass(NetworkClass.HOME)
        .build();
  }
}
