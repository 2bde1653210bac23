package org.drey.event;

import org.jspecify.annotations.NullMarked;

/** The identity of a verdict, which is unique for its alert alone: {@code alert_id/verdict_id}. */
@NullMarked
public final class VerdictKey {
  private VerdictKey() {}

  /** Returns the key of a verdict's record on its topic. */
  public static String of(Verdict verdict) {
    return verdict.getAlertId() + "/" + verdict.getVerdictId();
  }
}
