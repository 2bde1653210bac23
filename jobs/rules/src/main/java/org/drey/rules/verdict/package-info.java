/**
 * The decisions of analysts about alerts: a verdict, the table of what is allowed, and why one is
 * refused. Depends on schema, compile and log. Start with {@link
 * org.drey.rules.verdict.VerdictType}; what a verdict does to a score is in {@link
 * org.drey.rules.score.EntityAlerts}.
 */
@NullMarked
package org.drey.rules.verdict;

import org.jspecify.annotations.NullMarked;
