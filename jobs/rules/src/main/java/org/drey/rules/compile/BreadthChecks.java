package org.drey.rules.compile;

import org.drey.rules.match.ConditionBreadth;
import org.drey.rules.schema.StreamField;
import org.drey.yaml.YamlNode;

/**
 * Refuses what would keep a whole stream: a rule that selects every event, and groups that whoever
 * is seen can make without end.
 */
final class BreadthChecks {
  private BreadthChecks() {}

  /** Looks at one rule, which names its fields rightly. */
  static void check(LinkedRule rule) {
    if (rule instanceof LinkedRule.Correlation correlation) {
      checkGroups(correlation);
    } else if (rule instanceof LinkedRule.Detection detection) {
      checkSelection(detection.parsed());
    }
  }

  private static void checkSelection(ParsedRule.Detection parsed) {
    if (ConditionBreadth.isEverything(parsed.condition(), parsed.stream())) {
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

  private static void checkGroups(LinkedRule.Correlation rule) {
    ParsedRule.Correlation parsed = rule.parsed();
    for (int name = 0; name < parsed.groupBy().size(); name++) {
      YamlNode place = parsed.part().required("group-by").items().get(name);
      for (int i = 0; i < rule.references().size(); i++) {
        String source = parsed.sourceName(parsed.groupBy().get(name), i);
        for (StreamField field : SourceFields.fields(rule.references().get(i), source, rule)) {
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
