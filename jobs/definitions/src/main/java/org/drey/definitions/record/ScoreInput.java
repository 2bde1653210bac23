package org.drey.definitions.record;

import java.util.Objects;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Input of the score step: a finding about an entity, a verdict on one of its alerts, or, without
 * either, its erasure. All travel as one kind of element, so that a bounded run sorts them by
 * entity and time together; the fold depends on no order of findings and verdicts anyway.
 *
 * @param time when it happened, was given or asked for, milliseconds since 1970
 * @param place where its record is
 * @param finding null if it is something else
 * @param verdict null if it is something else
 */
public record ScoreInput(
    EntityKey entity,
    long time,
    RecordPosition place,
    @Nullable Finding finding,
    @Nullable Verdict verdict) {
  /** Makes one of a scored finding. */
  public static ScoreInput of(Finding finding) {
    EntityKey entity = Objects.requireNonNull(finding.entity(), "what is scored has an entity");
    return new ScoreInput(entity, finding.time(), finding.from().place(), finding, null);
  }

  /** Makes one of a verdict that is allowed. */
  public static ScoreInput of(EntityKey entity, Verdict verdict, RecordPosition place) {
    return new ScoreInput(entity, verdict.time(), place, null, verdict);
  }

  /** Makes one of an erasure. */
  public static ScoreInput of(PlacedErasure erasure) {
    return new ScoreInput(erasure.entity(), erasure.time(), erasure.place(), null, null);
  }

  /** Returns whether it is an erasure. */
  public boolean isErasure() {
    return finding == null && verdict == null;
  }
}
