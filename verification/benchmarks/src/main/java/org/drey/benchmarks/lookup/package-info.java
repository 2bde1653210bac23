/**
 * The list index beside a set of strings and a set of fingerprints. May depend on {@code measure},
 * {@code names} and the blocklist module. Start at {@link
 * org.drey.benchmarks.lookup.LookupBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.lookup;

import org.jspecify.annotations.NullMarked;
