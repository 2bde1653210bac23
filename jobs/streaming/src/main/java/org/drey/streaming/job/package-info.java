/**
 * The job graphs, as functions of sources and sinks, and the mains that bind the real world. Only
 * this package knows streams, operators and sinks together. Start with {@link
 * org.drey.streaming.job.DetectionGraph}.
 */
@NullMarked
package org.drey.streaming.job;

import org.jspecify.annotations.NullMarked;
