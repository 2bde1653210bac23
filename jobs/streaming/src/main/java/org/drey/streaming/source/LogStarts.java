package org.drey.streaming.source;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The first offsets that a broker still has. */
interface LogStarts extends Serializable {
  /** Asks for those of some partitions; returns at once. */
  CompletionStage<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions);

  /** Ends what asking has begun. */
  default void close() {}

  /** Asks a broker, over a connection that is made when it is first needed. */
  final class OfBroker implements LogStarts {
    private static final long serialVersionUID = 1L;

    /** A broker that does not answer within this is asked again later. */
    private static final String PATIENCE_MILLIS = "5000";

    private final Properties kafka;
    private transient @Nullable Admin admin;

    OfBroker(Properties kafka) {
      this.kafka = (Properties) kafka.clone();
      this.kafka.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
      this.kafka.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions) {
      if (admin == null) {
        admin = Admin.create(kafka);
      }
      Map<TopicPartition, OffsetSpec> asked =
          partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.earliest()));
      return admin.listOffsets(asked).all().toCompletionStage().thenApply(OfBroker::offsets);
    }

    private static Map<TopicPartition, Long> offsets(
        Map<TopicPartition, ListOffsetsResultInfo> starts) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      starts.forEach((partition, start) -> offsets.put(partition, start.offset()));
      return offsets;
    }

    @Override
    public void close() {
      if (admin != null) {
        admin.close(Duration.ZERO); // what was asked is of no use any more
        admin = null;
      }
    }
  }
}
