package org.drey.local.rehearse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The faults at each step, chosen by a seed. The first steps are spared where there are more, so
 * that there are checkpoints to come back to.
 */
final class PlannedFaults {
  /** From this step on there may be crashes; by then some checkpoints were taken. */
  private static final int SPARED = 4;

  private final Map<Integer, List<Kind>> kinds = new HashMap<>();

  /** The kind of a fault. */
  enum Kind {
    /** A TaskManager ends while the lines of the step are read. */
    CRASH,
    /** It ends when a checkpoint is complete, and may not have been committed. */
    CRASH_BEFORE_COMMIT,
    /** The detection job is switched off and deployed again, with another parallelism. */
    REDEPLOY
  }

  /**
   * Chooses steps; at one there may be several mishaps, one after the other.
   *
   * @param steps how many there are
   */
  static PlannedFaults choose(int steps, int crashes, boolean redeploys, long seed) {
    PlannedFaults mishaps = new PlannedFaults();
    Random random = new Random(seed);
    int first = Math.max(0, Math.min(SPARED, steps - 1));
    int wanted = steps == 0 ? 0 : crashes + (redeploys ? 1 : 0);
    for (int i = 0; i < wanted; i++) {
      int step = first + random.nextInt(steps - first);
      mishaps.kinds.computeIfAbsent(step, one -> new ArrayList<>()).add(kind(i, redeploys));
    }
    return mishaps;
  }

  private static Kind kind(int number, boolean redeploys) {
    if (redeploys && number == 0) {
      return Kind.REDEPLOY;
    }
    return number % 2 == 0 ? Kind.CRASH_BEFORE_COMMIT : Kind.CRASH;
  }

  List<Kind> at(int step) {
    return kinds.getOrDefault(step, List.of());
  }
}
