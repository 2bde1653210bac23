/**
 * What travels between streams, operators and sinks, and how it is serialized. Depends on the
 * schemas and on rules' events. Start with {@link org.drey.streaming.event.Arrival}.
 */
@NullMarked
package org.drey.streaming.event;

import org.jspecify.annotations.NullMarked;
