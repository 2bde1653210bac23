/**
 * {@code verification/benchmarks/run rules}: an event that matches nothing, by few or many rules.
 * Start at {@link org.drey.benchmarks.rules.RulesBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
