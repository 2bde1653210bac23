package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.rules.TestRules;

/**
 * A rule of the property test, given to the compiler as a document and to the naive evaluator as it
 * is.
 *
 * @param category of a detection its stream's, of a correlation null
 * @param field of a detection the field that has to have the symbol
 * @param type of a correlation
 * @param references the names of the rules it is built on
 * @param value the counted field, or null
 * @param bounds such as {@code gte: 2}; all have to hold
 * @param scored the group-by field that is scored, or null
 */
record RandomRule(
    String name,
    String category,
    String field,
    String symbol,
    String type,
    List<String> references,
    List<String> groupBy,
    String value,
    int seconds,
    List<String> bounds,
    boolean generate,
    String scored) {

  /** Detections of livestreams, whose payee is called payout. */
  static final List<String> OF_LIVESTREAMS = List.of("joined", "hidden");

  static RandomRule detection(String name, String category, String field, String symbol) {
    return new RandomRule(
        name, category, field, symbol, "", List.of(), List.of(), null, 0, List.of(), false, null);
  }

  boolean isDetection() {
    return category != null;
  }

  /** What a group-by field is called in the events of a reference. */
  static String sourceName(String groupBy, String reference) {
    return groupBy.equals("payee") && OF_LIVESTREAMS.contains(reference) ? "payout" : groupBy;
  }

  /** The kind of entity that a group-by field names. */
  static String kind(String groupBy) {
    return groupBy.toUpperCase(Locale.ROOT);
  }

  private String scoring() {
    String[] rest = {"points: 1", "strength: 1", "half_life: 1d", "family: PAYNET"};
    String track =
        switch (scored) {
          case "subject" -> "payer";
          case "payee" -> "facilitator";
          default -> "entity";
        };
    return TestRules.drey(name, track, scored, rest);
  }

  String document() {
    if (isDetection()) {
      return TestRules.detection(
          name, category, "s:", "  " + field + ": " + symbol, "condition: s");
    }
    List<String> lines = new ArrayList<>();
    lines.add("type: " + type);
    lines.add("rules: " + references);
    lines.add("group-by: " + groupBy);
    lines.add("timespan: " + seconds + "s");
    if (!bounds.isEmpty()) {
      lines.add("condition:");
      bounds.forEach(bound -> lines.add("  " + bound));
    }
    if (value != null) {
      lines.add("  field: " + value);
    }
    List<String> aliased = references.stream().filter(OF_LIVESTREAMS::contains).toList();
    if (groupBy.contains("payee") && !aliased.isEmpty()) {
      lines.add("aliases:");
      lines.add("  payee:");
      aliased.forEach(rule -> lines.add("    " + rule + ": payout"));
    }
    return TestRules.correlation(name, lines.toArray(String[]::new))
        + (generate ? "generate: true\n" : "")
        + (scored == null ? "" : scoring());
  }
}
