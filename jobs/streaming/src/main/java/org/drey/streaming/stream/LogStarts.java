package org.drey.streaming.stream;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The first offsets that a broker still has. */
interface LogStarts extends Serializable {
  /** Asks for those of some partitions. */
  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException;

  /** Ends what asking has begun. */
  default void close() {}

  /** Asks a broker, over a connection that is made when it is first needed. */
  final class OfBroker implements LogStarts {
    private static final long serialVersionUID = 1L;

    /** A source waits no longer than this: a broker that does not answer is asked again later. */
    private static final String PATIENCE_MILLIS = "5000";

    private final Properties kafka;
    private transient @Nullable Admin admin;

    OfBroker(Properties kafka) {
      this.kafka = (Properties) kafka.clone();
      this.kafka.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
      this.kafka.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    @Override
    public Map<TopicPartition, Long> of(Collection<TopicPartition> partitions)
        throws ExecutionException, InterruptedException {
      if (admin == null) {
        admin = Admin.create(kafka);
      }
      Map<TopicPartition, OffsetSpec> asked =
          partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.earliest()));
      Map<TopicPartition, Long> starts = new HashMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, start) -> starts.put(partition, start.offset()));
      return starts;
    }

    @Override
    public void close() {
      if (admin != null) {
        admin.close();
        admin = null;
      }
    }
  }
}
