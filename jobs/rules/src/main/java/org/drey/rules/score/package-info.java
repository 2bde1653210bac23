/**
 * From findings to alerts: a ledger for each entity and track, the score as a fold over it, and
 * what of it is news. Depends on schema, compile, verdict, correlate's findings and state's bytes.
 * Start with {@link org.drey.rules.score.Fold}, then {@link org.drey.rules.score.EntityScorer};
 * what verdicts do is in {@link org.drey.rules.score.VerdictFold}; what is kept of an entity and
 * when it is looked at is in {@link org.drey.rules.score.EntityAlerts}.
 */
@NullMarked
package org.drey.rules.score;

import org.jspecify.annotations.NullMarked;
