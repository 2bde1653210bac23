/**
 * The streams: one file each, and what rules may say of it. Depends on event and config, never on
 * Flink or Kafka. Start with {@link org.drey.definitions.stream.Streams}; to add a stream, copy
 * {@link org.drey.definitions.stream.ExternalSignals}.
 */
@NullMarked
package org.drey.definitions.stream;

import org.jspecify.annotations.NullMarked;
