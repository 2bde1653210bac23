package org.drey.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.drey.benchmarks.BenchmarkRules.LiteralKind;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DnsQuery;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EventDetector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An event that matches no rule, by few and by many rules that look for names. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "An event that matches nothing, by few or many rules of each kind of literal.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run rules                                              what is promised",
      "  verification/benchmarks/run rules --sizes 10,60 --rounds 1 --kinds CONTAINS    a first look"
    })
final class RulesCommand extends MeasuringCommand {
  private static final StreamDefinition<DnsQuery> STREAM = StreamRegistry.dnsQueries();
  private static final int WARM_UP = 5;
  private static final double MAX_RATIO = 1.3;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      description = "How many rules (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(10, 100, 1_000);

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Literals: ${COMPLETION-CANDIDATES} (all).")
  private List<LiteralKind> kinds = List.of(LiteralKind.values());

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "How often 65,536 queries are asked in each measurement (${DEFAULT-VALUE}).")
  private int passes = 5;

  private final EventRow row =
      STREAM.row(new CurrencyRates(DreyConfiguration.DEFAULT), SuffixList.BUNDLED, () -> {});

  private record Entrant(LiteralKind kind, int size) {}

  private record Figures(
      EventDetector detector, int unindexed, MeasuredSamples nanos, MeasuredSamples bytes) {}

  /** Compiles the rules, then asks them in interleaved rounds. */
  @Override
  void measure(Path folder) throws Exception {
    note("CPU time of the asking thread, the reading of the record's fields included.");
    InventedQueries invented = new InventedQueries(seed());
    DnsQuery[] queries =
        IntStream.range(0, InventedQueries.POOL)
            .mapToObj(number -> query(invented.name(number)))
            .toArray(DnsQuery[]::new);
    Map<Entrant, Figures> entrants = new LinkedHashMap<>();
    for (LiteralKind kind : kinds) {
      for (int size : sizes) {
        progress("compiling " + size + " rules: " + kind.title);
        entrants.put(new Entrant(kind, size), compiled(kind, size));
      }
    }
    List<Figures> order = List.copyOf(entrants.values());
    inRounds(
        WARM_UP,
        15,
        round -> {
          for (int i = 0; i < order.size(); i++) {
            measure(order.get((i + WARM_UP + round) % order.size()), queries, round >= 0);
          }
        });
    report(entrants);
  }

  private Figures compiled(LiteralKind kind, int size) {
    RuleSet rules = BenchmarkRules.compile(IntStream.range(0, size).mapToObj(kind::rule).toList());
    EventDetector detector = new EventDetector(rules, STREAM.schema());
    for (int number = 0; number < size; number++) {
      if (!detector.matches(row.show(query(kind.name(number))))) {
        throw new IllegalStateException("no rule is for " + kind.name(number));
      }
    }
    int unindexed = rules.matcher(STREAM.schema()).unindexed().size();
    return new Figures(detector, unindexed, new MeasuredSamples(), new MeasuredSamples());
  }

  private void measure(Figures figures, DnsQuery[] queries, boolean counts) {
    long bytesBefore = ProcessUse.threadBytes();
    long began = ProcessUse.threadNanos();
    int matched = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (DnsQuery query : queries) {
        matched += figures.detector().matches(row.show(query)) ? 1 : 0;
      }
    }
    long nanos = ProcessUse.threadNanos() - began;
    long bytes = ProcessUse.threadBytes() - bytesBefore;
    if (matched > 0) {
      throw new IllegalStateException(matched + " queries matched a rule; take another seed");
    }
    if (counts) {
      double asked = (double) passes * queries.length;
      figures.nanos().add(nanos / asked);
      figures.bytes().add(bytes / asked);
    }
  }

  private void report(Map<Entrant, Figures> entrants) {
    FigureTable table =
        table(
            "A query that matches nothing",
            "literals | rules | ns (CPU), median | ns (CPU), min | of the first | bytes allocated"
                + " | rules tried on every event");
    int first = sizes.get(0);
    entrants.forEach(
        (entrant, its) -> {
          Figures least =
              Objects.requireNonNull(
                  entrants.get(new Entrant(entrant.kind(), first)),
                  "each kind enters with the first size");
          double ratio = its.nanos().median() / least.nanos().median();
          table.row(
              entrant.kind().title,
              entrant.size(),
              its.nanos().median(),
              its.nanos().min(),
              ratio,
              its.bytes().median(),
              its.unindexed());
          if (first == 10 && entrant.size() == 1_000) {
            promise("1,000 rules of 10, " + entrant.kind().title, ratio, MAX_RATIO);
          }
        });
  }

  private static DnsQuery query(String name) {
    return InventedQueries.query("e", Instant.EPOCH, "subject", name, "A");
  }
}
