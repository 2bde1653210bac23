package org.drey.streams.event;

import java.util.Objects;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * What the score folds: a finding or a verdict. Both travel as one kind of element, so that a
 * bounded run sorts them by entity and time together; the fold depends on no order anyway.
 *
 * @param finding null if it is a verdict
 * @param verdict null if it is a finding
 */
public record ScoreInput(@Nullable PlacedFinding finding, @Nullable PlacedVerdict verdict) {
  public static ScoreInput of(PlacedFinding finding) {
    return new ScoreInput(finding, null);
  }

  public static ScoreInput of(PlacedVerdict verdict) {
    return new ScoreInput(null, verdict);
  }

  /** Whose alerts it is about. */
  public EntityKey entity() {
    return finding == null
        ? Objects.requireNonNull(verdict).entity()
        : Objects.requireNonNull(finding.finding().entity());
  }

  /** Where its record is. */
  public Place place() {
    return finding == null ? Objects.requireNonNull(verdict).place() : finding.place();
  }

  /** When it happened or was given, milliseconds since 1970. */
  public long time() {
    return finding == null
        ? Objects.requireNonNull(verdict).verdict().time()
        : finding.finding().time();
  }
}
