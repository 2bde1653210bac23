package org.drey.benchmarks.operator;

import java.util.List;
import java.util.Locale;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;

/** Rules as a benchmark needs them, compiled against the streams as they usually are. */
public final class BenchmarkRules {
  private BenchmarkRules() {}

  /** The catalogue. */
  public static RuleSet catalogue() {
    return StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);
  }

  /** A set of these documents. */
  public static RuleSet compile(List<String> documents) {
    return StreamRegistry.compile(
        List.of(new RuleFile("benchmark.yml", String.join("---\n", documents))),
        DreyConfiguration.DEFAULT);
  }

  /**
   * A rule over single events.
   *
   * @param number of the rule in its set
   * @param selection the lines of what it looks for
   */
  public static String detection(int number, String name, String category, String... selection) {
    return head(number, name)
        + "logsource: {category: %s}\n".formatted(category)
        + "detection:\n  selection:\n    "
        + String.join("\n    ", selection)
        + "\n  condition: selection\n";
  }

  /**
   * A correlation that a score reads.
   *
   * @param timespan such as {@code 30d}
   * @param condition such as {@code gte: 3}
   * @param groupBy the first field names the entity that is scored
   */
  public static String correlation(
      int number,
      String name,
      String type,
      String of,
      List<String> groupBy,
      String timespan,
      String condition) {
    return head(number, name)
        + "correlation:\n  type: %s\n  rules: [%s]\n".formatted(type, of)
        + "  group-by: [%s]\n  timespan: %s\n".formatted(String.join(", ", groupBy), timespan)
        + "  condition: {%s}\n".formatted(condition)
        + scored(number, groupBy);
  }

  /**
   * A correlation of rules whose events come one after the other.
   *
   * @param of the rules, in their order
   */
  public static String ordered(
      int number, String name, List<String> of, List<String> groupBy, String timespan) {
    return head(number, name)
        + "correlation:\n  type: temporal_ordered\n  rules: [%s]\n".formatted(String.join(", ", of))
        + "  group-by: [%s]\n  timespan: %s\n".formatted(String.join(", ", groupBy), timespan)
        + scored(number, groupBy);
  }

  private static String scored(int number, List<String> groupBy) {
    return "drey: {indicator: T-%d, track: %s, entity: %s, points: 20, strength: 0.8, "
            .formatted(number, trackOf(groupBy.get(0)), groupBy.get(0))
        + "half_life: 30d, family: PAYNET}\n";
  }

  private static String trackOf(String entity) {
    return entity.equals("subject") ? "payer" : "facilitator";
  }

  private static String head(int number, String name) {
    return "title: Benchmark rule %s\nname: %s\n".formatted(name, name)
        + String.format(Locale.ROOT, "id: 00000000-0000-4000-8000-%012d\n", number)
        + "status: stable\n";
  }
}
