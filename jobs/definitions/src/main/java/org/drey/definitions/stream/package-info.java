/**
 * The streams: a method each, which says what a stream's schema does not. Depends on record and
 * config, never on Flink or Kafka. Start with {@link org.drey.definitions.stream.StreamRegistry};
 * to add a stream, add a method there.
 */
@NullMarked
package org.drey.definitions.stream;

import org.jspecify.annotations.NullMarked;
