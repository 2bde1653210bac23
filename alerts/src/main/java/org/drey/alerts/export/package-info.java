/**
 * Alerts in the formats of other tools of the house. A format is one class and a line in the table
 * of formats of handover. Depends on explain, and is given its words. Start with {@link
 * org.drey.alerts.export.AlertExport}.
 */
@NullMarked
package org.drey.alerts.export;

import org.jspecify.annotations.NullMarked;
