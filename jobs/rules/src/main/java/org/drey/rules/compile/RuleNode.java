package org.drey.rules.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.drey.base.NameSuggestions;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.yaml.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose references are known: what the steps of the compiler work on, between a document and
 * the rule that runs. It follows names of values through correlations down to the fields of the
 * streams that they come from. Nodes are compared by identity: as values they would be compared
 * along every chain.
 */
final class RuleNode {
  private final int index;
  private final ParsedRule parsed;
  private final List<RuleNode> references;

  /** The names of values of its events that rules built on it need, and its own quality. */
  private Set<String> needed = new TreeSet<>();

  /**
   * Creates the node of a rule.
   *
   * @param index its number in the set: a rule comes after those that it is built on
   * @param references the rules it refers to, in the order of the document; of a detection none
   */
  RuleNode(int index, ParsedRule parsed, List<RuleNode> references) {
    this.index = index;
    this.parsed = parsed;
    this.references = List.copyOf(references);
  }

  int index() {
    return index;
  }

  ParsedRule parsed() {
    return parsed;
  }

  List<RuleNode> references() {
    return references;
  }

  Set<String> needed() {
    return needed;
  }

  /** Rules of one meaning need the same, so that they share their state. */
  void shareNeeded(Set<String> shared) {
    needed = shared;
  }

  boolean isCorrelation() {
    return parsed instanceof ParsedRule.Correlation;
  }

  /** Returns what its document says, of one that is a correlation. */
  ParsedRule.Correlation correlation() {
    return (ParsedRule.Correlation) parsed;
  }

  /** Returns the detections that it is built on; of a detection, that one. */
  Set<ParsedRule.Detection> leaves() {
    if (parsed instanceof ParsedRule.Detection detection) {
      return Set.of(detection);
    }
    Set<ParsedRule.Detection> leaves = new LinkedHashSet<>();
    references.forEach(below -> leaves.addAll(below.leaves()));
    return leaves;
  }

  /** Those of its references that are correlations. */
  List<RuleNode> chained() {
    return references.stream().filter(RuleNode::isCorrelation).toList();
  }

  /** Returns the stream fields that each group-by field of a correlation comes from, in order. */
  List<Set<StreamField>> groupFields() {
    return correlation().groupBy().stream().map(this::sources).toList();
  }

  /** Returns the stream fields that a group-by or counted field of a correlation comes from. */
  Set<StreamField> sources(String name) {
    Set<StreamField> fields = new LinkedHashSet<>();
    for (int i = 0; i < references.size(); i++) {
      fields.addAll(references.get(i).fields(correlation().sourceName(name, i), this));
    }
    return fields;
  }

  /**
   * Returns the stream fields that a name stands for in its events.
   *
   * @param user the rule that asks, for messages
   * @throws ProblemException if a stream has no such field
   */
  Set<StreamField> fields(String name, RuleNode user) {
    if (parsed instanceof ParsedRule.Detection detection) {
      return Set.of(streamField(detection, name, user));
    }
    boolean grouped = correlation().groupBy().contains(name);
    Set<StreamField> fields = new LinkedHashSet<>();
    for (int i = 0; i < references.size(); i++) {
      if (grouped) {
        fields.addAll(references.get(i).fields(correlation().sourceName(name, i), user));
      } else if (correlation().completes(i)) {
        fields.addAll(references.get(i).fields(name, user));
      }
    }
    return fields;
  }

  private static StreamField streamField(ParsedRule.Detection source, String name, RuleNode user) {
    StreamField field = source.stream().field(name);
    if (field == null) {
      throw user.correlation()
          .part()
          .problem(
              source.stream().topic()
                  + ", which '"
                  + source.document().label()
                  + "' reads, has no field '"
                  + name
                  + "'"
                  + NameSuggestions.didYouMean(name, source.stream().slots().keySet()));
    }
    if (field.type() == FieldType.TEXT_LIST) {
      throw user.correlation()
          .part()
          .problem("'" + name + "' is a list and cannot be grouped or counted");
    }
    return field;
  }

  /** Returns the first of some fields, or null if they differ in the kind of entity they name. */
  static @Nullable StreamField sameKind(Set<StreamField> fields) {
    StreamField first = fields.iterator().next();
    boolean isSame =
        fields.stream()
            .allMatch(
                field ->
                    field.entity() == first.entity()
                        && Objects.equals(field.kindField(), first.kindField()));
    return isSame ? first : null;
  }
}
