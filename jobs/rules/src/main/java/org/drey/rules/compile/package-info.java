/**
 * From documents to a compiled rule set, in five passes over immutable values: {@code Read} (each
 * document on its own, one for each rule), {@code Link} (references, order), {@code Project} (the
 * values that travel), {@code Plan} (where a rule is evaluated, whom it scores, when it settles)
 * and {@code Build}. Depends on event, sigma and match. Start with {@link
 * org.drey.rules.compile.RuleSetCompiler}; what the jobs run is a {@link
 * org.drey.rules.compile.RuleSet}, and {@link org.drey.rules.compile.Documents} has what each rule
 * says.
 */
@NullMarked
package org.drey.rules.compile;

import org.jspecify.annotations.NullMarked;
