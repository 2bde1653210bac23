package org.drey.streaming.source;

import static org.apache.kafka.clients.admin.AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.admin.AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A broker that is asked over its own connection, made when it is first needed. */
final class LogStarts implements MissingRecords.Broker, AutoCloseable {
  /** A broker that does not answer within this is asked again later. */
  private static final String PATIENCE_MILLIS = "5000";

  private final Properties client;
  private @Nullable Admin admin;

  LogStarts(Properties kafka) {
    client = (Properties) kafka.clone();
    client.setProperty(REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    client.setProperty(DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
  }

  @Override
  public CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> beginnings(
      Set<TopicPartition> partitions) {
    if (admin == null) {
      admin = Admin.create(client);
    }
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
    return admin.listOffsets(asked).all().toCompletionStage();
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO); // what was asked is of no use any more
      admin = null;
    }
  }
}
