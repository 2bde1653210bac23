package org.drey.attack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of an attack.
 *
 * @param tried how many cases were played
 * @param held how many of them ended as they must
 * @param slowest how long the longest case took
 * @param remark what they came to
 * @param failure the first that did not hold; null if all did
 */
record Outcome(
    long tried, long held, Duration slowest, String remark, @Nullable Throwable failure) {

  /** All cases of an attack that is played as one. */
  static Outcome held(long tried, Duration took, String remark) {
    return new Outcome(tried, tried, took, remark, null);
  }

  Outcome with(String newRemark) {
    return new Outcome(tried, held, slowest, newRemark, failure);
  }
}
