/**
 * An alert for a person who decides: what happened, how the score comes about, what else it could
 * be, what can be done. Depends on decide and on the rules' texts. Start with {@link
 * org.drey.alerts.explain.AlertView}; {@link org.drey.alerts.explain.AlertPage} is its text.
 */
@NullMarked
package org.drey.alerts.explain;

import org.jspecify.annotations.NullMarked;
