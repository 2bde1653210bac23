/**
 * The streams: one file each, and what rules may say of it. Depends on event and config, never on
 * Flink or Kafka. Start with {@link org.drey.streams.stream.Streams}; to add a stream, copy {@link
 * org.drey.streams.stream.ExternalSignals}.
 */
@NullMarked
package org.drey.streams.stream;

import org.jspecify.annotations.NullMarked;
