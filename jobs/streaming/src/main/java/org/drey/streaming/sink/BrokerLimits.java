package org.drey.streaming.sink;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** What the brokers allow. */
public final class BrokerLimits {
  private static final String MOST = "transaction.max.timeout.ms";

  private BrokerLimits() {}

  /**
   * The longest transaction that every broker allows: as long may an outage last without losing
   * alerts.
   */
  public static long transactionTimeoutMillis(Properties kafka)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      List<ConfigResource> brokers =
          admin.describeCluster().nodes().get().stream()
              .map(Node::idString)
              .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
              .toList();
      return admin.describeConfigs(brokers).all().get().values().stream()
          .mapToLong(BrokerLimits::longest)
          .min()
          .orElseThrow(() -> new IllegalStateException("the cluster has no brokers"));
    }
  }

  private static long longest(Config broker) {
    return Long.parseLong(broker.get(MOST).value());
  }
}
