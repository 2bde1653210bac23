/**
 * Alerts as they are now: of each the highest revision, its verdicts and its cases. Depends on
 * source and decide. Start with {@link org.drey.alerts.present.PresentAlerts}.
 */
@NullMarked
package org.drey.alerts.present;

import org.jspecify.annotations.NullMarked;
