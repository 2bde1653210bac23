package org.drey.rules.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule whose references are known. The rules of a set are distinguished by number alone: as
 * values they would be compared along every chain.
 */
sealed interface LinkedRule {
  /** Its number in the set: a rule comes after the rules it is built on. */
  int index();

  ParsedRule parsed();

  /** Returns the detections that it is built on; of a detection, that one. */
  Set<ParsedRule.Detection> leaves();

  /** A rule over single events. */
  record Detection(int index, ParsedRule.Detection parsed) implements LinkedRule {
    @Override
    public Set<ParsedRule.Detection> leaves() {
      return Set.of(parsed);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LinkedRule rule && rule.index() == index;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  /**
   * A rule over several events.
   *
   * @param references the rules it refers to, in the order of the document
   */
  record Correlation(int index, ParsedRule.Correlation parsed, List<LinkedRule> references)
      implements LinkedRule {

    @Override
    public Set<ParsedRule.Detection> leaves() {
      Set<ParsedRule.Detection> leaves = new LinkedHashSet<>();
      references.forEach(below -> leaves.addAll(below.leaves()));
      return leaves;
    }

    /** Those of its references that are correlations. */
    List<Correlation> chained() {
      return references.stream()
          .filter(Correlation.class::isInstance)
          .map(Correlation.class::cast)
          .toList();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LinkedRule rule && rule.index() == index;
    }

    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public String toString() {
      return index + " " + parsed.document().label();
    }
  }
}
