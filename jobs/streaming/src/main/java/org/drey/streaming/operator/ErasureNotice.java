package org.drey.streaming.operator;

import java.util.List;
import org.drey.definitions.record.PlacedErasure;

/**
 * What every subtask of the score step is sent of erasures.
 *
 * @param all who was erased
 * @param looks whether what is known of others is to be looked through for them; else they are only
 *     to be remembered, and are not shown from then on
 */
public record ErasureNotice(List<PlacedErasure> all, boolean looks) {
  /** One to be remembered at once. */
  public static ErasureNotice of(PlacedErasure erasure) {
    return new ErasureNotice(List.of(erasure), false);
  }
}
