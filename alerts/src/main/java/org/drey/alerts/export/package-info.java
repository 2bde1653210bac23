/**
 * Alerts in the formats of other tools of the house. A format is one class and a line in {@link
 * org.drey.alerts.export.Exports}, where to start; depends on explain, and is given its words.
 */
@NullMarked
package org.drey.alerts.export;

import org.jspecify.annotations.NullMarked;
