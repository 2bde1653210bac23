package org.drey.rules.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlValues;

/**
 * A detection that also asks which kind of entity an event is about. The line is added to a
 * selection that every event must match, so that it reads, and names its state, as if it had been
 * written there.
 */
final class KindCondition {
  private static final Set<String> NO_SELECTION = Set.of("not", "(", "1", "any", "all");

  private final KindField field;

  private KindCondition(KindField field) {
    this.field = field;
  }

  /**
   * The detection of one kind.
   *
   * @param detection of a document with kinds
   * @param field says the kind, which the detection must not do itself
   */
  static YamlNode add(YamlNode detection, KindField field, YamlNode kind) {
    return new KindCondition(field).toDetection(detection, kind);
  }

  private YamlNode toDetection(YamlNode detection, YamlNode kind) {
    Map<String, YamlNode> fields = new LinkedHashMap<>(detection.fields());
    fields.values().forEach(this::refuseField);
    YamlNode condition = fields.get("condition");
    if (condition == null || !condition.isScalar()) {
      return detection; // refused when the detection is compiled
    }
    String name = first(condition, fields.keySet());
    fields.computeIfPresent(name, (key, selection) -> toSelection(selection, kind));
    return YamlValues.map(detection, fields);
  }

  private YamlNode toSelection(YamlNode selection, YamlNode kind) {
    if (selection.isList()) {
      List<YamlNode> items =
          selection.items().stream().map(item -> toSelection(item, kind)).toList();
      return YamlValues.list(selection, items);
    }
    if (!selection.isMap()) {
      return selection; // a keyword, refused when the detection is compiled
    }
    Map<String, YamlNode> lines = new LinkedHashMap<>(selection.fields());
    lines.put(field.name(), kind);
    return YamlValues.map(selection, lines);
  }

  private void refuseField(YamlNode selection) {
    if (selection.isList()) {
      selection.items().forEach(this::refuseField);
    } else if (selection.isMap()) {
      selection.fields().forEach(this::refuseField);
    }
  }

  private void refuseField(String key, YamlNode value) {
    String name = key.split("\\|", 2)[0];
    if (field.stream().slot(name) == field.stream().slot(field.name())) {
      throw value.problem("'" + name + "' beside 'kinds': each of the kinds asks for its own");
    }
  }

  /** The selection with which a condition begins, and without which it does not hold. */
  private static String first(YamlNode condition, Set<String> selections) {
    String spaced = condition.text().replace("(", " ( ").replace(")", " ) ");
    List<String> tokens = List.of(spaced.strip().split("\\s+", -1));
    String first = tokens.get(0);
    boolean conjunction =
        tokens.size() == 1 || (tokens.get(1).equalsIgnoreCase("and") && !hasOuterOr(tokens));
    boolean unknown =
        !NO_SELECTION.contains(first.toLowerCase(Locale.ROOT)) && !selections.contains(first);
    if (unknown || (conjunction && selections.contains(first))) {
      return first; // one that is unknown is refused when the detection is compiled
    }
    throw condition.problem(
        "with 'kinds' the condition begins with a selection that every event has to match, as in"
            + " 'selection and not known'");
  }

  private static boolean hasOuterOr(List<String> tokens) {
    int depth = 0;
    for (String token : tokens) {
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      if (depth == 0 && token.equalsIgnoreCase("or")) {
        return true;
      }
    }
    return false;
  }
}
