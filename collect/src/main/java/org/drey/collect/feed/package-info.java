/**
 * The way of an event from a source to its topic, whatever the source: addresses and names of
 * people become tokens, and each that was read is counted as sent, filtered, refused or lost.
 *
 * <p>Knows no source. Depends on the configuration, the schemas and Kafka's client. Start with
 * {@link org.drey.collect.feed.CollectFeed}.
 */
@NullMarked
package org.drey.collect.feed;

import org.jspecify.annotations.NullMarked;
