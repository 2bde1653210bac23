/**
 * The sinks of results: Kafka topics and files. Sinks know neither streams nor operators. Start
 * with {@link org.drey.streaming.sink.KafkaSinks}.
 */
@NullMarked
package org.drey.streaming.sink;

import org.jspecify.annotations.NullMarked;
