package org.drey.streaming.operator;

import java.util.List;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlacedErasure;

/**
 * A notice to every subtask of the score step: of erasures, of the horizon of a run that ends, or
 * that every alert is to be written again.
 *
 * @param all who was erased
 * @param looks whether what is known of others is to be looked through for them; else they are only
 *     to be remembered, and are not shown from then on
 * @param horizon up to when time passes, milliseconds since 1970; {@link ArrivedRecord#NO_TIME} if
 *     the notice does not say
 * @param repeats whether every alert is to be written again
 */
public record ScoreNotice(List<PlacedErasure> all, boolean looks, long horizon, boolean repeats) {
  /** One to be remembered at once. */
  public static ScoreNotice of(PlacedErasure erasure) {
    return new ScoreNotice(List.of(erasure), false, ArrivedRecord.NO_TIME, false);
  }

  /** Some to be looked for. */
  static ScoreNotice looking(List<PlacedErasure> all) {
    return new ScoreNotice(all, true, ArrivedRecord.NO_TIME, false);
  }

  /** Returns the notice that a run has an event of a time. */
  static ScoreNotice horizon(long time) {
    return new ScoreNotice(List.of(), false, time, false);
  }

  /** Returns the notice that every alert is to be written again. */
  static ScoreNotice repeating() {
    return new ScoreNotice(List.of(), false, ArrivedRecord.NO_TIME, true);
  }
}
