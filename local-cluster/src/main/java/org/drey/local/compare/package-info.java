/**
 * Shows the effect of a change of rules before it counts: {@code ./drey rules compare}.
 *
 * <p>The command replays one folder with two rule sets. What each gave is a {@link
 * org.drey.local.compare.RuleSetOutcome}; the difference of two is a {@link
 * org.drey.local.compare.RulesComparison}, which is printed, drawn as a page, or held against what
 * its author {@linkplain org.drey.local.compare.ExpectedDifferences expects}.
 *
 * <p>Pure but for reading results; the command line alone knows it.
 */
@NullMarked
package org.drey.local.compare;

import org.jspecify.annotations.NullMarked;
