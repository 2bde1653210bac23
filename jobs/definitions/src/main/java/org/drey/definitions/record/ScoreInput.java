package org.drey.definitions.record;

import java.util.Objects;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * What the score takes in: a finding, a verdict or an erasure. All travel as one kind of element,
 * so that a bounded run sorts them by entity and time together; the fold depends on no order of
 * findings and verdicts anyway.
 *
 * @param finding null if it is something else
 * @param verdict null if it is something else
 * @param erasure null if it is something else
 */
public record ScoreInput(
    @Nullable PlacedFinding finding,
    @Nullable PlacedVerdict verdict,
    @Nullable PlacedErasure erasure) {
  public static ScoreInput of(PlacedFinding finding) {
    return new ScoreInput(finding, null, null);
  }

  public static ScoreInput of(PlacedVerdict verdict) {
    return new ScoreInput(null, verdict, null);
  }

  public static ScoreInput of(PlacedErasure erasure) {
    return new ScoreInput(null, null, erasure);
  }

  /** Whose alerts it is about. */
  public EntityKey entity() {
    if (erasure != null) {
      return erasure.entity();
    }
    return finding == null
        ? Objects.requireNonNull(verdict).entity()
        : Objects.requireNonNull(finding.finding().entity());
  }

  /** Where its record is. */
  public Place place() {
    if (erasure != null) {
      return erasure.place();
    }
    return finding == null ? Objects.requireNonNull(verdict).place() : finding.place();
  }

  /** When it happened, was given or asked for, milliseconds since 1970. */
  public long time() {
    if (erasure != null) {
      return erasure.time();
    }
    return finding == null
        ? Objects.requireNonNull(verdict).verdict().time()
        : finding.finding().time();
  }
}
