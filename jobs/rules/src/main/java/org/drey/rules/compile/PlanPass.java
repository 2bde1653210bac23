package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drey.rules.schema.StreamField;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The fourth pass: where each rule is evaluated, whom it scores and when it settles. */
final class PlanPass {
  private final EvaluationFields places;
  private final List<ReportingTerms> terms;

  private PlanPass(EvaluationFields places, List<ReportingTerms> terms) {
    this.places = places;
    this.terms = terms;
  }

  /** The rules by their number. */
  static PassResult<List<PlannedRule>> plan(List<LinkedRule> rules, Duration outageAllowance) {
    List<LinkedRule.Correlation> correlations = new ArrayList<>();
    for (LinkedRule rule : rules) {
      if (rule instanceof LinkedRule.Correlation correlation) {
        correlations.add(correlation);
      }
    }
    try {
      PlanPass plan =
          new PlanPass(
              new EvaluationFields(correlations), ReportingTerms.of(rules, outageAllowance));
      return PassResult.each(rules, plan::plan);
    } catch (ProblemException e) {
      return new PassResult<>(List.of(), List.of(e.problem()));
    }
  }

  private PlannedRule plan(LinkedRule rule) {
    if (rule instanceof LinkedRule.Detection detection) {
      return new PlannedRule.Detection(detection, terms.get(rule.index()), entity(detection));
    }
    LinkedRule.Correlation correlation = (LinkedRule.Correlation) rule;
    List<Set<StreamField>> groupFields = SourceFields.groupFields(correlation);
    return new PlannedRule.Correlation(
        correlation,
        terms.get(rule.index()),
        groupFields,
        places.place(correlation),
        places.pass(correlation),
        scored(correlation, groupFields));
  }

  private static @Nullable StreamField entity(LinkedRule.Detection rule) {
    ParsedRule.Detection parsed = rule.parsed();
    ScoringPart scoring = parsed.scoring();
    if (scoring == null) {
      return null;
    }
    StreamField entity = parsed.stream().field(scoring.entity());
    if (entity == null || !entity.namesEntity()) {
      throw entityProblem(parsed, parsed.stream().topic() + " has no entity of that name");
    }
    EntityChecks.check(rule, scoring, entity);
    return entity;
  }

  private static @Nullable Integer scored(
      LinkedRule.Correlation rule, List<Set<StreamField>> groupFields) {
    ParsedRule.Correlation parsed = rule.parsed();
    ScoringPart scoring = parsed.scoring();
    if (scoring == null) {
      return null;
    }
    int scored = parsed.groupBy().indexOf(scoring.entity());
    if (scored < 0) {
      throw entityProblem(parsed, "the entity of a correlation is one of its group-by fields");
    }
    StreamField field = SourceFields.sameKind(groupFields.get(scored));
    if (field == null || !field.namesEntity()) {
      throw entityProblem(parsed, "the field names no entity, or several kinds of entity");
    }
    EntityChecks.check(rule, scoring, field);
    return scored;
  }

  private static ProblemException entityProblem(ParsedRule parsed, String reason) {
    YamlNode entity = parsed.part("drey").required("entity");
    return entity.problem("entity '" + entity.text() + "': " + reason);
  }
}
