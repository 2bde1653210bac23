/**
 * {@code verification/benchmarks/run payment}: a payment that rules want, through all steps of the
 * detection job. Start at {@link org.drey.benchmarks.payment.PaymentBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.payment;

import org.jspecify.annotations.NullMarked;
