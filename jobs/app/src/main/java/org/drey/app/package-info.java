/**
 * The mains that are submitted to a Flink cluster: they read arguments, and nothing else. The jobs
 * themselves are in {@code org.drey.streaming.job}. All of it is in one jar, {@code
 * drey-jobs-<version>.jar}, without what a cluster has itself.
 */
@NullMarked
package org.drey.app;

import org.jspecify.annotations.NullMarked;
