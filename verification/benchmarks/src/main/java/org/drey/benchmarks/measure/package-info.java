/**
 * The tools of measurement and report: CPU time, rounds, tables, targets. Depends on nothing of
 * Drey. Start at {@link org.drey.benchmarks.measure.BenchmarkReport}.
 */
@NullMarked
package org.drey.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
