/**
 * {@code verification/benchmarks/run state}: what the detection job keeps of people who only look
 * benign. Start at {@link org.drey.benchmarks.state.StateBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.state;

import org.jspecify.annotations.NullMarked;
