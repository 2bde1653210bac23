package org.drey.definitions.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * The times that a deployment sets.
 *
 * @param outageAllowance how long a stream may be behind the clock without losing partners: state
 *     is kept that much longer
 * @param idleAfter a partition that nothing has driven for this long has no say in the clock
 */
public record TimeSettings(Duration outageAllowance, Duration idleAfter) implements Serializable {
  /** A day of outage, a minute of silence. */
  public static final TimeSettings DEFAULT =
      new TimeSettings(Duration.ofHours(24), Duration.ofMinutes(1));
}
