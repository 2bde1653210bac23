/**
 * The lists and subscribers' choices that are in force in this process: read once, shared by all
 * subtasks, replaced whole when a new version is announced. Which version of a list holds is
 * decided in {@link org.drey.blocklist.live}; from here it is handed what the topic brings.
 *
 * <p>Knows the blocklist module, the records on the control topics and Kafka's consumer; no Flink,
 * so that it can be used and tested without a job. Start with {@link
 * org.drey.streaming.lists.ListsInForce}, of which {@link org.drey.streaming.lists.SharedLists} is
 * the one that jobs use.
 */
@NullMarked
package org.drey.streaming.lists;

import org.jspecify.annotations.NullMarked;
