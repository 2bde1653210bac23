/**
 * The list index beside a DNS server that looks names up in a constant database. May depend on
 * {@code measure}, {@code names} and {@code lookup}. Start at {@link
 * org.drey.benchmarks.cdb.CdbBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.cdb;

import org.jspecify.annotations.NullMarked;
