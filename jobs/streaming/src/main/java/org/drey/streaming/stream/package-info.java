/**
 * The streams: one file each, what rules may say of it, and how its records are read from Kafka and
 * from files. Depends on event and config, not on operators or sinks. Start with {@link
 * org.drey.streaming.stream.Streams}; to add a stream, copy {@link
 * org.drey.streaming.stream.ExternalSignals}.
 */
@NullMarked
package org.drey.streaming.stream;

import org.jspecify.annotations.NullMarked;
