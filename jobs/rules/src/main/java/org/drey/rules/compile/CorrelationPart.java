package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.base.NameSuggestions;
import org.drey.rules.compile.ParsedRule.Count;
import org.drey.rules.compile.ParsedRule.Grouping;
import org.drey.rules.compile.ParsedRule.References;
import org.drey.rules.compile.ParsedRule.Window;
import org.drey.rules.match.NumberComparison;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the {@code correlation} key of a rule. */
final class CorrelationPart {
  private CorrelationPart() {}

  static ParsedRule.Correlation read(SigmaDocument document, @Nullable ScoringPart scoring) {
    YamlNode part = document.required("correlation");
    CorrelationRule.Type type = type(part.required("type"));
    List<String> rules = texts(part.required("rules"));
    List<String> groupBy = texts(part.required("group-by"));
    YamlNode timespan = part.required("timespan");
    Window window = new Window(timespan.text(), timespan.timespan());
    if (groupBy.isEmpty()) {
      throw part.required("group-by").problem("group-by needs at least one field");
    }
    if (rules.isEmpty() || rules.size() > Integer.SIZE) {
      throw part.required("rules").problem("a correlation refers to 1 to 32 rules");
    }
    Count count = count(type, part);
    Grouping grouping = new Grouping(groupBy, aliases(part.get("aliases"), rules));
    boolean generate = isTrue(document.get("generate")) || isTrue(part.get("generate"));
    References references = new References(rules, generate);
    return new ParsedRule.Correlation(document, scoring, references, grouping, window, count);
  }

  private static boolean isTrue(@Nullable YamlNode node) {
    return node != null && node.bool();
  }

  private static List<String> texts(YamlNode node) {
    return node.items().stream().map(YamlNode::text).toList();
  }

  private static CorrelationRule.Type type(YamlNode node) {
    for (CorrelationRule.Type type : CorrelationRule.Type.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(node.text())) {
        return type;
      }
    }
    throw node.problem("the correlation type '" + node.text() + "' is not supported yet");
  }

  /** Sigma's schemas ask for a condition of each type but the temporal ones. */
  private static Count count(CorrelationRule.Type type, YamlNode part) {
    if (type.isTemporal()) {
      YamlNode given = part.get("condition");
      if (given != null) {
        throw given.problem("a temporal correlation needs every rule; it takes no condition");
      }
      return new Count(type, new CorrelationCondition(List.of()), null);
    }
    YamlNode condition = part.required("condition");
    String field = null;
    List<CorrelationCondition.Bound> bounds = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : condition.fields().entrySet()) {
      if (entry.getKey().equals("field")) {
        field = countedField(entry.getValue());
      } else {
        bounds.add(bound(entry.getKey(), entry.getValue()));
      }
    }
    if (bounds.isEmpty()) {
      throw condition.problem("the condition needs a bound: gt, gte, lt, lte, eq or neq");
    }
    if (type == CorrelationRule.Type.VALUE_COUNT && field == null) {
      throw condition.problem("value_count needs the field whose values are counted");
    }
    if (type == CorrelationRule.Type.EVENT_COUNT && field != null) {
      throw condition.problem("event_count counts events and takes no field");
    }
    return new Count(type, new CorrelationCondition(bounds), field);
  }

  private static String countedField(YamlNode node) {
    if (node.isList()) {
      throw node.problem("counting combinations of several fields is not supported yet");
    }
    return node.text();
  }

  private static CorrelationCondition.Bound bound(String key, YamlNode limit) {
    for (NumberComparison comparison : NumberComparison.values()) {
      if (comparison.name().toLowerCase(Locale.ROOT).equals(key)) {
        return new CorrelationCondition.Bound(comparison, limit.wholeNumber());
      }
    }
    throw limit.problem("the condition takes field, gt, gte, lt, lte, eq, neq; not '" + key + "'");
  }

  private static Map<String, Map<String, String>> aliases(
      @Nullable YamlNode node, List<String> rules) {
    if (node == null) {
      return Map.of();
    }
    Map<String, Map<String, String>> aliases = new HashMap<>();
    node.fields().forEach((name, byRule) -> aliases.put(name, alias(byRule, rules)));
    return Map.copyOf(aliases);
  }

  private static Map<String, String> alias(YamlNode node, List<String> rules) {
    Map<String, String> byRule = new HashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.fields().entrySet()) {
      if (!rules.contains(entry.getKey())) {
        throw entry
            .getValue()
            .problem(
                "the alias names '"
                    + entry.getKey()
                    + "', which the correlation does not refer to"
                    + NameSuggestions.didYouMean(entry.getKey(), rules));
      }
      byRule.put(entry.getKey(), entry.getValue().text());
    }
    return Map.copyOf(byRule);
  }
}
