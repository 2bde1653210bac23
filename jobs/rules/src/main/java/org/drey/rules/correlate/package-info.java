/**
 * From events to findings: single-event detection, and correlation over the state of one entity.
 * Depends on schema, match, compile, log and state. Start with {@link
 * org.drey.rules.correlate.EventDetector}, then {@link org.drey.rules.correlate.Correlator}.
 */
@NullMarked
package org.drey.rules.correlate;

import org.jspecify.annotations.NullMarked;
