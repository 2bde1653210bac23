/**
 * From documents to a compiled rule set, in five passes over immutable values: {@code ReadPass}
 * (each document on its own, one for each rule), {@code LinkPass} (references, order), {@code
 * ProjectPass} (the values that travel), {@code PlanPass} (where a rule is evaluated, whom it
 * scores, when it settles) and {@code BuildPass}. Depends on schema, sigma and match. Start with
 * {@link org.drey.rules.compile.RuleSetCompiler}; what the jobs run is a {@link
 * org.drey.rules.compile.RuleSet}, and {@link org.drey.rules.compile.ParsedDocuments} has what each
 * rule says.
 */
@NullMarked
package org.drey.rules.compile;

import org.jspecify.annotations.NullMarked;
