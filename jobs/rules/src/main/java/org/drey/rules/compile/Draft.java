package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.rules.event.StreamSchema;
import org.drey.rules.match.Comparison;
import org.drey.rules.match.Detection;
import org.drey.rules.match.Predicate;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.YamlNode;
import org.jspecify.annotations.Nullable;

/** A document read on its own, before its references are followed. */
final class Draft {
  final SigmaDocument document;
  final @Nullable Scoring scoring;
  int index = -1;

  /** How many rules this one is built on, each as often as a chain of references leads to it. */
  private int builtOn;

  /** The names of values that rules built on this one need of its events. */
  final Set<String> needed = new LinkedHashSet<>();

  // of a detection
  @Nullable StreamSchema stream;
  @Nullable Predicate condition;

  // of a correlation
  @Nullable YamlNode correlation;
  CorrelationRule.@Nullable Type type;
  List<String> referenceNames = List.of();
  final List<Draft> references = new ArrayList<>();
  List<String> groupBy = List.of();
  String window = "";
  long timespanMillis;
  Threshold threshold = new Threshold(List.of());
  @Nullable String valueField;
  final Map<String, Map<String, String>> aliases = new HashMap<>();

  private static final int MOST_BUILT_ON = 1_000;

  private Draft(SigmaDocument document) {
    this.document = document;
    YamlNode part = document.get("drey");
    this.scoring = part == null ? null : DreyPart.read(part);
  }

  static Draft detection(
      SigmaDocument document,
      Map<String, StreamSchema> byCategory,
      Map<String, List<String>> referenceSets) {
    Draft draft = new Draft(document);
    YamlNode logsource = document.fields().get("logsource");
    YamlNode category = logsource.get("category");
    if (category == null) {
      throw logsource.problem("logsource needs a category, one of " + sorted(byCategory));
    }
    draft.stream = byCategory.get(category.text());
    if (draft.stream == null) {
      throw category.problem(
          "no stream has the category '"
              + category.text()
              + "'"
              + Suggestions.didYouMean(category.text(), byCategory.keySet())
              + "; there are "
              + sorted(byCategory));
    }
    draft.condition =
        Detection.compile(document.fields().get("detection"), draft.stream, referenceSets);
    return draft;
  }

  static Draft correlation(SigmaDocument document) {
    Draft draft = new Draft(document);
    YamlNode node = document.fields().get("correlation");
    draft.correlation = node;
    draft.type = type(node.fields().get("type"));
    draft.referenceNames = node.fields().get("rules").items().stream().map(YamlNode::text).toList();
    draft.groupBy = node.fields().get("group-by").items().stream().map(YamlNode::text).toList();
    draft.window = node.fields().get("timespan").text();
    draft.timespanMillis = Timespan.millis(node.fields().get("timespan"));
    if (draft.groupBy.isEmpty()) {
      throw node.fields().get("group-by").problem("group-by needs at least one field");
    }
    if (draft.referenceNames.isEmpty() || draft.referenceNames.size() > Integer.SIZE) {
      throw node.fields().get("rules").problem("a correlation refers to 1 to 32 rules");
    }
    draft.readCondition(node);
    draft.readAliases(node.get("aliases"));
    return draft;
  }

  private static CorrelationRule.Type type(YamlNode node) {
    for (CorrelationRule.Type type : CorrelationRule.Type.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(node.text())) {
        return type;
      }
    }
    throw node.problem("the correlation type '" + node.text() + "' is not supported yet");
  }

  private void readCondition(YamlNode node) {
    YamlNode condition = node.get("condition");
    if (type.isTemporal()) {
      if (condition != null) {
        throw condition.problem("a temporal correlation needs every rule; it takes no condition");
      }
      return;
    }
    List<Threshold.Bound> bounds = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : condition.fields().entrySet()) {
      if (entry.getKey().equals("field")) {
        valueField = valueField(entry.getValue());
      } else {
        bounds.add(bound(entry.getKey(), entry.getValue()));
      }
    }
    if (bounds.isEmpty()) {
      throw condition.problem("the condition needs a bound: gt, gte, lt, lte, eq or neq");
    }
    if (type == CorrelationRule.Type.VALUE_COUNT && valueField == null) {
      throw condition.problem("value_count needs the field whose values are counted");
    }
    if (type == CorrelationRule.Type.EVENT_COUNT && valueField != null) {
      throw condition.problem("event_count counts events and takes no field");
    }
    threshold = new Threshold(bounds);
  }

  private static String valueField(YamlNode node) {
    if (node.isList()) {
      throw node.problem("counting combinations of several fields is not supported yet");
    }
    return node.text();
  }

  private static Threshold.Bound bound(String key, YamlNode limit) {
    for (Comparison comparison : Comparison.values()) {
      if (comparison.name().toLowerCase(Locale.ROOT).equals(key)) {
        return new Threshold.Bound(comparison, limit.wholeNumber());
      }
    }
    throw limit.problem("the condition takes field, gt, gte, lt, lte, eq, neq; not '" + key + "'");
  }

  private void readAliases(@Nullable YamlNode node) {
    if (node == null) {
      return;
    }
    for (Map.Entry<String, YamlNode> alias : node.fields().entrySet()) {
      Map<String, String> byRule = new HashMap<>();
      for (Map.Entry<String, YamlNode> entry : alias.getValue().fields().entrySet()) {
        if (!referenceNames.contains(entry.getKey())) {
          throw entry
              .getValue()
              .problem(
                  "the alias names '"
                      + entry.getKey()
                      + "', which the correlation does not refer to"
                      + Suggestions.didYouMean(entry.getKey(), referenceNames));
        }
        byRule.put(entry.getKey(), entry.getValue().text());
      }
      aliases.put(alias.getKey(), byRule);
    }
  }

  boolean isCorrelation() {
    return correlation != null;
  }

  /** What a group-by or counted field is called in the events of a reference. */
  String sourceName(String name, int reference) {
    return aliases.getOrDefault(name, Map.of()).getOrDefault(referenceNames.get(reference), name);
  }

  /** Whether an event of a reference can complete a finding. */
  boolean completes(int reference) {
    return type != CorrelationRule.Type.TEMPORAL_ORDERED || reference == references.size() - 1;
  }

  private static List<String> sorted(Map<String, StreamSchema> byCategory) {
    return byCategory.keySet().stream().sorted().toList();
  }

  /** Chains are followed when a rule is compiled: two references on each level double them. */
  void countBuiltOn() {
    long count = references.stream().mapToLong(reference -> 1L + reference.builtOn).sum();
    boolean already = references.stream().anyMatch(reference -> reference.builtOn > MOST_BUILT_ON);
    builtOn = (int) Math.min(count, MOST_BUILT_ON + 1);
    if (builtOn > MOST_BUILT_ON && !already) {
      throw correlation.problem(
          "the rule is built on more than %,d rules, counted along every chain"
              .formatted(MOST_BUILT_ON));
    }
  }
}
