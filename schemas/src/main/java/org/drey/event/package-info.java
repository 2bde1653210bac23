/**
 * The records of every topic, generated from {@code src/main/avro}, and the list of topics.
 *
 * <p>Generated classes say of each field whether it may be null; those written by hand are {@code
 * NullMarked} one by one.
 *
 * <p>May depend on Avro only. Start at {@link org.drey.event.TopicNames}.
 */
package org.drey.event;
