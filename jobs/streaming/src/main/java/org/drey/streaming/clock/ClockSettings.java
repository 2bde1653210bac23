package org.drey.streaming.clock;

import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of one stream's clock.
 *
 * @param silence when a partition has no say
 * @param drift how far a partition may run ahead of the slowest of its stream before it waits. More
 *     than the stream's lateness, so that no partition waits for one that is merely late; less than
 *     lateness and outage allowance together, so that what then comes still finds its partners
 */
public record ClockSettings(PartitionIdleness.Source silence, Duration drift)
    implements Serializable {

  /** The drift is the lateness and half of the allowance. */
  public static ClockSettings of(
      PartitionIdleness.Source silence, Duration lateness, Duration allowance) {
    return new ClockSettings(silence, lateness.plus(allowance.dividedBy(2)));
  }
}
