/**
 * The records of every topic, generated from {@code src/main/avro}, and the list of topics.
 *
 * <p>May depend on Avro only. Start at {@link org.drey.event.Topics}.
 */
package org.drey.event;
