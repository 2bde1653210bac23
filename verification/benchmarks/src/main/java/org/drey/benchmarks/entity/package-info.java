/**
 * {@code verification/benchmarks/run entity}: one more event of an entity, regardless of what its
 * log holds. Start at {@link org.drey.benchmarks.entity.EntityBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.entity;

import org.jspecify.annotations.NullMarked;
