/**
 * {@code verification/benchmarks/run job}: the detection job beside a job that only passes records
 * through. Start at {@link org.drey.benchmarks.job.JobBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.job;

import org.jspecify.annotations.NullMarked;
