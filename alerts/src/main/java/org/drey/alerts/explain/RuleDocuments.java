package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;

/**
 * The text of a rule, as its author wrote it.
 *
 * @param version of the one at hand
 * @param description what it detects, at length; empty if it does not say
 * @param texts its own YAML and that of the rules that it is built on, without their tests
 */
public record RuleDocuments(String version, String description, List<String> texts) {
  private static final int NOT_IN_TESTS = Integer.MAX_VALUE;

  static RuleDocuments of(RuleSet rules, RuleHead rule) {
    Set<Integer> numbers = new LinkedHashSet<>();
    collect(rules, rule.index(), numbers);
    return new RuleDocuments(
        rule.version(),
        rule.text().description(),
        numbers.stream()
            .map(one -> withoutTests(rules.head(one).text().document()))
            .distinct()
            .toList());
  }

  private static void collect(RuleSet rules, int rule, Set<Integer> into) {
    if (into.add(rule) && !rules.isDetection(rule)) {
      for (CorrelationRule.Reference one : rules.correlation(rule).references()) {
        collect(rules, one.rule(), into);
      }
    }
  }

  /**
   * Returns a document without its tests, which are for its author and are the larger part of it.
   */
  private static String withoutTests(String document) {
    List<String> kept = new ArrayList<>();
    boolean isInDrey = false;
    int tests = NOT_IN_TESTS;
    for (String line : document.split("\\R", -1)) {
      int indent = line.length() - line.stripLeading().length();
      boolean isOfTests = indent > tests || (indent == tests && line.startsWith("-", indent));
      if (!line.isBlank() && !isOfTests) {
        isInDrey = indent == 0 ? line.startsWith("drey:") : isInDrey;
        tests = isInDrey && line.strip().equals("tests:") ? indent : NOT_IN_TESTS;
        if (tests == NOT_IN_TESTS) {
          kept.add(line);
        }
      }
    }
    return String.join("\n", kept);
  }
}
