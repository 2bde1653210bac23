/**
 * {@code verification/benchmarks/run shop}: looks at a payee of very many people, and when entities
 * are looked at. Start at {@link org.drey.benchmarks.shop.ShopBenchmark}.
 */
@NullMarked
package org.drey.benchmarks.shop;

import org.jspecify.annotations.NullMarked;
