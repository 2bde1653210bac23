package org.drey.definitions.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Input of the score step: the findings about an entity that one event completed, a verdict on one
 * of its alerts, or, without either, its erasure. All travel as one kind of element, so that a
 * bounded run sorts them by entity and time together; the fold depends on no order of findings and
 * verdicts anyway.
 *
 * @param time when it happened, was given or asked for, milliseconds since 1970
 * @param place where its record is
 * @param findings none if it is something else
 * @param verdict null if it is something else
 */
public record ScoreInput(
    EntityKey entity,
    long time,
    RecordPosition place,
    List<Finding> findings,
    @Nullable Verdict verdict) {
  /** Makes one of scored findings about an entity. */
  private static ScoreInput of(EntityKey entity, List<Finding> findings) {
    long time = findings.stream().mapToLong(Finding::time).max().orElseThrow();
    return new ScoreInput(entity, time, findings.get(0).from().place(), findings, null);
  }

  /** Makes one of each entity that scored findings are about; others no score counts. */
  public static List<ScoreInput> of(List<Finding> found, RuleSet rules) {
    Map<EntityKey, List<Finding>> byEntity = new LinkedHashMap<>();
    for (Finding finding : found) {
      EntityKey entity = finding.entity();
      if (entity != null && rules.head(finding.rule()).scoring() != null) {
        byEntity.computeIfAbsent(entity, e -> new ArrayList<>()).add(finding);
      }
    }
    List<ScoreInput> inputs = new ArrayList<>();
    byEntity.forEach((entity, findings) -> inputs.add(of(entity, findings)));
    return inputs;
  }

  /** Makes one of a verdict that is allowed. */
  public static ScoreInput of(EntityKey entity, Verdict verdict, RecordPosition place) {
    return new ScoreInput(entity, verdict.time(), place, List.of(), verdict);
  }

  /** Makes one of an erasure. */
  public static ScoreInput of(PlacedErasure erasure) {
    return new ScoreInput(erasure.entity(), erasure.time(), erasure.place(), List.of(), null);
  }

  /** Returns whether it is an erasure. */
  public boolean isErasure() {
    return findings.isEmpty() && verdict == null;
  }
}
