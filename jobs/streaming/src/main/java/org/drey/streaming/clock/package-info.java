/**
 * The clock of a job: when a partition has no say in it, and who holds it back; what drives it is
 * {@link org.drey.definitions.record.WatermarkEligibility}. Decision 0017 says why. Depends on
 * arrivals, on Flink's watermarks and, for what a step passes on of them, on its operators. Start
 * with {@link org.drey.streaming.clock.PartitionWatermark}.
 */
@NullMarked
package org.drey.streaming.clock;

import org.jspecify.annotations.NullMarked;
