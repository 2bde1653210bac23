/**
 * From documents to a compiled rule set. A rule is a document ({@link
 * org.drey.rules.sigma.SigmaDocument}), then what that says ({@code ParsedRule}), then what runs
 * ({@link org.drey.rules.compile.DetectionRule}, {@link org.drey.rules.compile.CorrelationRule}).
 * Depends on schema, sigma, match and words. Start with {@link
 * org.drey.rules.compile.RuleSetCompiler}; what the jobs run is a {@link
 * org.drey.rules.compile.RuleSet}, and {@link org.drey.rules.compile.RuleReader} has the document
 * of each rule.
 */
@NullMarked
package org.drey.rules.compile;

import org.jspecify.annotations.NullMarked;
