package org.drey.rules.compile;

import org.drey.rules.match.Breadth;
import org.drey.rules.schema.Field;
import org.drey.yaml.YamlNode;

/**
 * Refuses what would keep a whole stream: a rule that selects every event, and groups that whoever
 * is seen can make without end.
 */
final class BreadthChecks {
  private BreadthChecks() {}

  /** Looks at one rule, which names its fields rightly. */
  static void check(Linked rule) {
    if (rule instanceof Linked.Correlation correlation) {
      checkGroups(correlation);
    } else if (rule instanceof Linked.Detection detection) {
      checkSelection(detection.parsed());
    }
  }

  private static void checkSelection(ParsedRule.Detection parsed) {
    if (Breadth.isEverything(parsed.condition(), parsed.stream())) {
      throw parsed
          .part("detection")
          .required("condition")
          .problem(
              "the rule selects every event of "
                  + parsed.stream().topic()
                  + ": '*', 'exists' and the like only ask for a field to be there; name a value, a"
                  + " text or a bound that few events have");
    }
  }

  private static void checkGroups(Linked.Correlation rule) {
    ParsedRule.Correlation parsed = rule.parsed();
    for (int name = 0; name < parsed.groupBy().size(); name++) {
      YamlNode place = parsed.part().required("group-by").items().get(name);
      for (int i = 0; i < rule.references().size(); i++) {
        String source = parsed.sourceName(parsed.groupBy().get(name), i);
        for (Field field : SourceFields.fields(rule.references().get(i), source, rule)) {
          if (field.raw()) {
            throw place.problem(
                "'"
                    + source
                    + "' cannot be grouped by: whoever is seen makes up as many as they like, and"
                    + " each would be kept; group by registered_domain or subject, or count its"
                    + " values with value_count");
          }
        }
      }
    }
  }
}
