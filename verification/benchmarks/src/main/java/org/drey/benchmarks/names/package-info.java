/**
 * Invented names of a seed, as many as are asked for. Depends on nothing. Start at {@link
 * org.drey.benchmarks.names.InventedNames}.
 */
@NullMarked
package org.drey.benchmarks.names;

import org.jspecify.annotations.NullMarked;
