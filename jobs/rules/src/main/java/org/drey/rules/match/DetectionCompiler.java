package org.drey.rules.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.schema.StreamSchema;
import org.drey.yaml.YamlNode;

/** Compiles the {@code detection} of a Sigma rule to a predicate over its stream's events. */
public final class DetectionCompiler {
  private DetectionCompiler() {}

  /**
   * Compiles.
   *
   * @param referenceSets what {@code %name%} stands for
   */
  public static EventPredicate compile(
      YamlNode detection, StreamSchema stream, Map<String, List<String>> referenceSets) {
    Map<String, EventPredicate> selections = new LinkedHashMap<>();
    YamlNode condition = null;
    for (Map.Entry<String, YamlNode> entry : detection.fields().entrySet()) {
      if (entry.getKey().equals("condition")) {
        condition = entry.getValue();
      } else {
        selections.put(entry.getKey(), selection(entry.getValue(), stream, referenceSets));
      }
    }
    if (condition == null) {
      throw detection.problem("the detection has no condition");
    }
    return new ConditionParser(condition, selections).parse();
  }

  /** Compiles a single selection: a map of fields, a keyword, or a list of those. */
  public static EventPredicate selection(
      YamlNode node, StreamSchema stream, Map<String, List<String>> referenceSets) {
    if (node.isList()) {
      List<EventPredicate> alternatives = new ArrayList<>();
      node.items().forEach(item -> alternatives.add(selection(item, stream, referenceSets)));
      if (alternatives.isEmpty()) {
        throw node.problem("the selection is empty: it would never match");
      }
      return AlternativeJoin.of(alternatives);
    }
    if (!node.isMap()) {
      return KeywordItem.compile(stream, "", node);
    }
    List<EventPredicate> parts = new ArrayList<>();
    node.fields()
        .forEach(
            (key, value) ->
                parts.add(
                    KeywordItem.is(key)
                        ? KeywordItem.compile(stream, key, value)
                        : FieldItem.compile(stream, referenceSets, key, value)));
    if (parts.isEmpty()) {
      throw node.problem("the selection is empty: it would match every event");
    }
    return parts.size() == 1 ? parts.get(0) : new EventPredicate.And(List.copyOf(parts));
  }
}
