/**
 * Alerts on their way to tools of the house: a search index, a case tool, a SIEM. Each sink has its
 * own loop, which reads the topic, hands over, tries again, and keeps how far it came. Depends on
 * source. Start with {@link org.drey.alerts.forward.AlertForwarder}; a kind of sink is one class
 * and a line in {@link org.drey.alerts.forward.SinkSettings}.
 */
@NullMarked
package org.drey.alerts.forward;

import org.jspecify.annotations.NullMarked;
