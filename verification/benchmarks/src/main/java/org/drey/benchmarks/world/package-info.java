/**
 * {@code verification/benchmarks/run world}: what a generated world takes on the wire, in the
 * detection job and in its state. Start at {@link org.drey.benchmarks.world.WorldBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.world;

import org.jspecify.annotations.NullMarked;
