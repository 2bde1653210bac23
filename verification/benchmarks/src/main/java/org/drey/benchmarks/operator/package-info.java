/**
 * One operator of the detection job at a time, on RocksDB and with its accesses to state counted,
 * and events for it. Start at {@link org.drey.benchmarks.operator.OperatorSubtask}.
 */
@NullMarked
package org.drey.benchmarks.operator;

import org.jspecify.annotations.NullMarked;
