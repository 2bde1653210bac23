package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drey.rules.schema.Field;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The fourth pass: where each rule is evaluated, whom it scores and when it settles. */
final class Plan {
  private final Places places;
  private final List<Terms> terms;

  private Plan(Places places, List<Terms> terms) {
    this.places = places;
    this.terms = terms;
  }

  /** The rules by their number. */
  static Outcome<List<Planned>> plan(List<Linked> rules, Duration outageAllowance) {
    List<Linked.Correlation> correlations = new ArrayList<>();
    for (Linked rule : rules) {
      if (rule instanceof Linked.Correlation correlation) {
        correlations.add(correlation);
      }
    }
    try {
      Plan plan = new Plan(new Places(correlations), Terms.of(rules, outageAllowance));
      return Outcome.each(rules, plan::plan);
    } catch (ProblemException e) {
      return new Outcome<>(List.of(), List.of(e.problem()));
    }
  }

  private Planned plan(Linked rule) {
    if (rule instanceof Linked.Detection detection) {
      return new Planned.Detection(detection, terms.get(rule.index()), entity(detection.parsed()));
    }
    Linked.Correlation correlation = (Linked.Correlation) rule;
    List<Set<Field>> groupFields = SourceFields.groupFields(correlation);
    return new Planned.Correlation(
        correlation,
        terms.get(rule.index()),
        groupFields,
        places.place(correlation),
        places.pass(correlation),
        scored(correlation.parsed(), groupFields));
  }

  private static @Nullable Field entity(ParsedRule.Detection parsed) {
    if (parsed.scoring() == null) {
      return null;
    }
    Field entity = parsed.stream().field(parsed.scoring().entity());
    if (entity == null || !entity.namesEntity()) {
      throw entityProblem(parsed, parsed.stream().topic() + " has no entity of that name");
    }
    return entity;
  }

  private static @Nullable Integer scored(
      ParsedRule.Correlation parsed, List<Set<Field>> groupFields) {
    if (parsed.scoring() == null) {
      return null;
    }
    int scored = parsed.groupBy().indexOf(parsed.scoring().entity());
    if (scored < 0) {
      throw entityProblem(parsed, "the entity of a correlation is one of its group-by fields");
    }
    Field field = SourceFields.sameKind(groupFields.get(scored));
    if (field == null || !field.namesEntity()) {
      throw entityProblem(parsed, "the field names no entity, or several kinds of entity");
    }
    return scored;
  }

  private static ProblemException entityProblem(ParsedRule parsed, String reason) {
    YamlNode entity = parsed.part("drey").required("entity");
    return entity.problem("entity '" + entity.text() + "': " + reason);
  }
}
