package org.drey.rules.compile;

import org.drey.rules.event.Field;
import org.drey.rules.match.Breadth;
import org.drey.rules.sigma.YamlNode;

/**
 * Refuses what would keep a whole stream: a rule that selects every event, and groups that whoever
 * is seen can make without end.
 */
final class BreadthChecks {
  private BreadthChecks() {}

  /** Looks at one rule, whose references are known and name their fields rightly. */
  static void check(Draft draft) {
    if (draft.isCorrelation()) {
      checkGroups(draft);
    } else if (Breadth.isEverything(draft.condition, draft.stream)) {
      throw draft
          .document
          .fields()
          .get("detection")
          .fields()
          .get("condition")
          .problem(
              "the rule selects every event of "
                  + draft.stream.topic()
                  + ": '*', 'exists' and the like only ask for a field to be there; name a value, a"
                  + " text or a bound that few events have");
    }
  }

  private static void checkGroups(Draft draft) {
    for (int name = 0; name < draft.groupBy.size(); name++) {
      YamlNode place = draft.correlation.fields().get("group-by").items().get(name);
      for (int i = 0; i < draft.references.size(); i++) {
        String source = draft.sourceName(draft.groupBy.get(name), i);
        for (Field field : Leaves.fields(draft.references.get(i), source, draft)) {
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
