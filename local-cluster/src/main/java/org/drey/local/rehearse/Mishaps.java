package org.drey.local.rehearse;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at which step, chosen by a seed. The first steps are spared, so that there are
 * checkpoints to come back to.
 */
final class Mishaps {
  /** From this step on there may be crashes; by then some checkpoints were taken. */
  private static final int SPARED = 4;

  private final Map<Integer, Kind> kinds = new HashMap<>();

  /** What goes wrong. */
  enum Kind {
    /** A TaskManager ends while the lines of the step are read. */
    CRASH,
    /** It ends when a checkpoint is complete, and may not have been committed. */
    CRASH_BEFORE_COMMIT,
    /** The detection job is switched off and deployed again, with another parallelism. */
    REDEPLOY
  }

  /**
   * Chooses steps; where there are too few, less goes wrong.
   *
   * @param steps how many there are
   */
  static Mishaps choose(int steps, int crashes, boolean redeploys, long seed) {
    Mishaps mishaps = new Mishaps();
    Random random = new Random(seed);
    int most = Math.max(0, steps - SPARED);
    int wanted = Math.min(most, crashes + (redeploys ? 1 : 0));
    for (int i = 0; i < wanted; i++) {
      int step = SPARED + random.nextInt(most);
      while (mishaps.kinds.containsKey(step)) {
        step = SPARED + (step + 1 - SPARED) % most;
      }
      mishaps.kinds.put(step, kind(i, redeploys));
    }
    return mishaps;
  }

  private static Kind kind(int number, boolean redeploys) {
    if (redeploys && number == 0) {
      return Kind.REDEPLOY;
    }
    return number % 2 == 0 ? Kind.CRASH_BEFORE_COMMIT : Kind.CRASH;
  }

  @Nullable Kind at(int step) {
    return kinds.get(step);
  }
}
