/**
 * Alerts for others: police, financial intelligence units, sharing communities. {@link
 * org.drey.alerts.handover.HandoverSelection} decides what may go out, in one place; a format is a
 * function from a {@link org.drey.alerts.handover.HandoverContents} to a text. Depends on source,
 * present, decide and explain. Start with {@link org.drey.alerts.handover.HandoverSelection}.
 */
@NullMarked
package org.drey.alerts.handover;

import org.jspecify.annotations.NullMarked;
