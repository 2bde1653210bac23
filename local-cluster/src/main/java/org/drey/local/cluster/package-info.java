/** Kafka and Flink in this JVM. Start with {@link org.drey.local.cluster.KafkaBroker}. */
@NullMarked
package org.drey.local.cluster;

import org.jspecify.annotations.NullMarked;
