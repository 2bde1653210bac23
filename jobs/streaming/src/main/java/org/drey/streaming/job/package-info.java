/**
 * The job graphs, as functions of sources and sinks, and what binds them to Kafka or to files. Only
 * this package knows streams, operators and sinks together. Start with {@link
 * org.drey.streaming.job.DetectionGraph}; the README of the module follows a record through it.
 */
@NullMarked
package org.drey.streaming.job;

import org.jspecify.annotations.NullMarked;
