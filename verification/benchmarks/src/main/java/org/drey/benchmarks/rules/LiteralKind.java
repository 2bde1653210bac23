package org.drey.benchmarks.rules;

import java.util.Locale;
import org.drey.benchmarks.operator.BenchmarkRules;

/** The way in which a rule says which names it looks for. */
public enum LiteralKind {
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

  private final String title;
  private final String field;
  private final String pattern;

  LiteralKind(String title, String field, String pattern) {
    this.title = title;
    this.field = field;
    this.pattern = pattern;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }

  /** The rule of a number; each looks for a different word. */
  public String rule(int number) {
    LiteralKind kind = of(number);
    String text = pattern(kind, number);
    return BenchmarkRules.detection(
        number, "rule_" + number, "dns", kind.field + ": '" + text + "'");
  }

  /** A name that the rule of a number is for. */
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

  private static String pattern(LiteralKind kind, int number) {
    return kind.pattern.formatted(word(number));
  }

  private static String word(int number) {
    String digits = Long.toString(((number + 1) * ODD) >>> 1, Character.MAX_RADIX);
    return digits.substring(digits.length() - LETTERS).toLowerCase(Locale.ROOT);
  }
}
