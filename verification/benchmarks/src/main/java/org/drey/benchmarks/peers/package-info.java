/**
 * The same rules over the same payments by Drey, by Flink SQL and by Flink CEP: the findings of
 * each, and the CPU time. Start at {@link org.drey.benchmarks.peers.PeersBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
