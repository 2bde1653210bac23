package org.drey.rules.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.compile.TokenRoute;
import org.drey.rules.score.ScoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a rule that the score keeps of an entity.
 *
 * @param kind of the entity, as {@link KeptEvents} says it
 * @param namedBy the fields of streams that name it, such as payments.payee
 * @param track on which it is scored
 * @param shown whether an alert may show their events, which are kept for that
 * @param neededMillis how long after its time one may matter to a score
 */
public record KeptFindings(
    String kind, List<String> namedBy, String track, boolean shown, long neededMillis) {

  /** Returns those of a rule that scores. */
  static KeptFindings of(RuleSet rules, RuleHead head) {
    ScoringPart scoring = Objects.requireNonNull(head.scoring(), "only rules that score have any");
    return new KeptFindings(
        kind(rules, head),
        List.copyOf(FieldsRead.scored(rules, head)),
        scoring.track().name().toLowerCase(Locale.ROOT),
        scoring.isShown(),
        ScoredEntry.use(scoring.track(), scoring));
  }

  private static String kind(RuleSet rules, RuleHead head) {
    if (rules.isDetection(head.index())) {
      TokenRoute entity = rules.detection(head.index()).entity();
      return entity == null ? KeptEvents.ANY_KIND : KeptEvents.kind(entity);
    }
    CorrelationRule rule = rules.correlation(head.index());
    @Nullable String kind = rule.scored() == null ? null : rule.groupBy().get(rule.scored()).kind();
    return kind == null ? KeptEvents.ANY_KIND : kind.toLowerCase(Locale.ROOT);
  }
}
