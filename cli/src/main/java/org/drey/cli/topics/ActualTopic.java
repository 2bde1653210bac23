package org.drey.cli.topics;

import java.util.Map;

/**
 * A topic as brokers have it.
 *
 * @param replication how many brokers have each record, of the partition that has the fewest
 * @param settings by Kafka's names of them
 */
record ActualTopic(int partitions, int replication, Map<String, String> settings) {
  ActualTopic {
    settings = Map.copyOf(settings);
  }
}
