/**
 * The sources of a stream's records, in Kafka and in files, and what is missing among them. Depends
 * on streams and the clock, not on operators or sinks. Start with {@link
 * org.drey.streaming.source.KafkaSources}.
 */
@NullMarked
package org.drey.streaming.source;

import org.jspecify.annotations.NullMarked;
