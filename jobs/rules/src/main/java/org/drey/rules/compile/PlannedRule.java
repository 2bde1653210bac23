package org.drey.rules.compile;

import java.util.List;
import java.util.Set;
import org.drey.rules.schema.StreamField;
import org.jspecify.annotations.Nullable;

/** A rule of which it is known where it is evaluated, whom it scores and when it settles. */
sealed interface PlannedRule {
  LinkedRule rule();

  ReportingTerms terms();

  /**
   * A rule over single events.
   *
   * @param entity the field that names whom it scores, or null
   */
  record Detection(LinkedRule.Detection rule, ReportingTerms terms, @Nullable StreamField entity)
      implements PlannedRule {}

  /**
   * A rule over several events.
   *
   * @param groupFields the stream fields that each group-by field stands for
   * @param place where it is evaluated
   * @param pass in which step: 1 or 2
   * @param scored which group-by field names whom it scores, or null
   */
  record Correlation(
      LinkedRule.Correlation rule,
      ReportingTerms terms,
      List<Set<StreamField>> groupFields,
      EvaluationField place,
      int pass,
      @Nullable Integer scored)
      implements PlannedRule {}
}
