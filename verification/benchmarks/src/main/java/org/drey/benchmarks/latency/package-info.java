/**
 * The blocklist job beside a job that only passes records through. May depend on everything but
 * {@code cdb}. Start at {@link org.drey.benchmarks.latency.LatencyBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
