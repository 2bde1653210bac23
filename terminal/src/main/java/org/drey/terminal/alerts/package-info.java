/**
 * {@code ./drey alerts}: alerts for analysts, from files or topics. What is done with them is in
 * {@code org.drey.alerts}. Start with {@link org.drey.terminal.alerts.AlertsCommand}.
 */
@NullMarked
package org.drey.terminal.alerts;

import org.jspecify.annotations.NullMarked;
