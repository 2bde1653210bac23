/**
 * What travels between streams, operators and sinks, and how it is serialized. Depends on the
 * schemas, on rules' tracks, events, matches, findings and verdicts, and on list manifests. Start
 * with {@link org.drey.streams.event.Arrival}.
 */
@NullMarked
package org.drey.streams.event;

import org.jspecify.annotations.NullMarked;
