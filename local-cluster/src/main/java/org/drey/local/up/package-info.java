/**
 * {@code ./drey up} and its company: Kafka, Flink and both jobs as processes on this machine, as
 * they are deployed on many. Start with {@link org.drey.local.up.UpCommand}; what runs where is in
 * {@link org.drey.local.up.ClusterPlan}.
 */
@NullMarked
package org.drey.local.up;

import org.jspecify.annotations.NullMarked;
