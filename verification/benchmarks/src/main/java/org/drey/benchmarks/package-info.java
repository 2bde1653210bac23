/**
 * The commands of {@code verification/benchmarks/run}. Each measures Drey and what it is compared
 * with in one run; what counts is the ratio. May depend on everything; nothing depends on it. Start
 * at {@link org.drey.benchmarks.BenchmarksCommand}.
 */
@NullMarked
package org.drey.benchmarks;

import org.jspecify.annotations.NullMarked;
