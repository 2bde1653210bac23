package org.drey.benchmarks;

import java.util.List;
import java.util.Locale;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;

/** Rules as a benchmark needs them, compiled against the streams as they usually are. */
final class BenchmarkRules {
  private BenchmarkRules() {}

  static RuleSet catalogue() {
    return StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);
  }

  /** Returns a set of these documents. */
  static RuleSet compile(List<String> documents) {
    return StreamRegistry.compile(
        List.of(new RuleFile("benchmark.yml", String.join("---\n", documents))),
        DreyConfiguration.DEFAULT);
  }

  /**
   * Returns a rule over single events.
   *
   * @param number of the rule in its set
   * @param selection the lines of what it looks for
   */
  static String detection(int number, String name, String category, String... selection) {
    return head(number, name)
        + "logsource: {category: %s}\n".formatted(category)
        + "detection:\n  selection:\n    "
        + String.join("\n    ", selection)
        + "\n  condition: selection\n";
  }

  /**
   * Returns a correlation that a score reads.
   *
   * @param timespan such as {@code 30d}
   * @param condition such as {@code gte: 3}
   * @param groupBy the first field names the entity that is scored
   */
  static String correlation(
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
        + (condition.isEmpty() ? "" : "  condition: {%s}\n".formatted(condition))
        + "drey: {indicator: T-%d, track: %s, entity: %s, points: 20, strength: 0.8, "
            .formatted(
                number, groupBy.get(0).equals("subject") ? "payer" : "facilitator", groupBy.get(0))
        + "half_life: 30d, family: PAYNET}\n";
  }

  private static String head(int number, String name) {
    return "title: Benchmark rule %s\nname: %s\n".formatted(name, name)
        + String.format(Locale.ROOT, "id: 00000000-0000-4000-8000-%012d\n", number)
        + "status: stable\n";
  }

  /** The way in which a rule says which names it looks for. */
  enum LiteralKind {
    EQUALITY("equality", "query", "%s.example"),
    ENDS_WITH("endswith", "query|endswith", ".%s.example"),
    CONTAINS("contains", "query|contains", "%s"),
    STARTS_WITH("startswith", "query|startswith", "www.%s"),
    WILDCARD("wildcard", "query", "www.*%s*.example"),

    /** A fifth of each. */
    MIXED("all kinds", "", "");

    /** Odd, so that no two numbers give one word. */
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private static final int LETTERS = 6;

    final String title;
    private final String field;
    private final String pattern;

    LiteralKind(String title, String field, String pattern) {
      this.title = title;
      this.field = field;
      this.pattern = pattern;
    }

    /** Returns the rule of a number; each looks for a different word. */
    String rule(int number) {
      LiteralKind kind = of(number);
      String text = kind.pattern.formatted(word(number));
      return detection(number, "rule_" + number, "dns", kind.field + ": '" + text + "'");
    }

    /** Returns a name that the rule of a number is for. */
    String name(int number) {
      String word = word(number);
      return switch (of(number)) {
        case EQUALITY -> word + ".example";
        case ENDS_WITH -> "api." + word + ".example";
        default -> "www." + word + ".example";
      };
    }

    private LiteralKind of(int number) {
      return this == MIXED ? values()[number % (values().length - 1)] : this;
    }

    private static String word(int number) {
      String digits = Long.toString(((number + 1) * ODD) >>> 1, Character.MAX_RADIX);
      return digits.substring(digits.length() - LETTERS).toLowerCase(Locale.ROOT);
    }
  }
}
