package org.drey.definitions.record;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.drey.base.LogLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what pure code threw, which it never should: class and stack, for a report; never
 * the message, which may quote the record. At most one line a minute for a class.
 */
public final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final int MAX_FRAMES = 30;

  private final String step;
  private final LogLimiter limiter = new LogLimiter();

  /**
   * The log of a step.
   *
   * @param step its name in metrics and logs
   */
  public FaultLog(String step) {
    this.step = step;
  }

  /** Notes what was thrown. */
  public void write(Throwable error) {
    if (limiter.isDue(error.getClass())) {
      LOG.error(
          "{}: a record or an entity could not be processed, and the job goes on. Please report"
              + " this as a fault of Drey: {}",
          step,
          describe(error));
    }
  }

  /** Class and stack, so many frames of it. */
  static String describe(Throwable error) {
    String stack =
        Arrays.stream(error.getStackTrace())
            .limit(MAX_FRAMES)
            .map(frame -> "\n  at " + frame)
            .collect(Collectors.joining());
    return error.getClass().getName() + stack;
  }
}
