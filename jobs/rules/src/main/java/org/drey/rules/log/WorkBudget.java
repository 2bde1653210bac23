package org.drey.rules.log;

import java.util.function.BooleanSupplier;

/**
 * The work of a call with a log, in units of about a kilobyte or two microseconds: so that a look
 * may stop and go on later.
 */
public final class WorkBudget {
  /** To go from one observation to its neighbour. */
  static final int STEP = 1;

  /** To read and decode a part. */
  static final int PART = 8;

  /** To write another version of an observation, which has its chunk written. */
  static final int REPLACE = 4;

  /** To remove an observation, and that its event is known. */
  static final int REMOVE = 8;

  private long done;
  private long limit = Long.MAX_VALUE;

  WorkBudget() {}

  /** From now on so many units are to be done, and no more than it takes to come to a stop. */
  public void limit(long units) {
    limit = done + units;
  }

  /** Notes what was done. */
  public void spend(int units) {
    done += units;
  }

  /** Returns whether there is time for more. */
  public boolean isLeft() {
    return done < limit;
  }

  /** Returns how many units were done. */
  public long done() {
    return done;
  }

  /**
   * Says from now on whether there is time for more, and fewer units than these were done since.
   */
  public BooleanSupplier within(long units) {
    long end = done + units;
    return () -> isLeft() && done < end;
  }
}
