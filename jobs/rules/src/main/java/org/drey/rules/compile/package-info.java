/**
 * From documents to a compiled rule set: references, order, the values that findings carry, points.
 * Depends on event, sigma and match. Start with {@link org.drey.rules.compile.RuleSet}, then {@code
 * RuleSetCompiler}.
 */
@NullMarked
package org.drey.rules.compile;

import org.jspecify.annotations.NullMarked;
