package org.drey.alerts.decide;

import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.topics.TopicWriter;

/** Gives verdicts on the topic {@code verdicts}, where the job reads them. */
public final class VerdictTopic {
  private final TopicWriter<Verdict> topic;

  /**
   * The position of a verdict on the topic.
   *
   * @param topic its full name
   */
  public record Position(String topic, int partition, long offset) {}

  /**
   * A topic.
   *
   * @param client the client's properties; they are not changed
   * @param prefix what the names of all topics begin with
   */
  public VerdictTopic(Properties client, String prefix) {
    this.topic = new TopicWriter<>(client, prefix + TopicNames.VERDICTS, Verdict.class);
  }

  /** The topic, with its prefix. */
  public String name() {
    return topic.topic();
  }

  /**
   * Sends a verdict, and waits until the brokers have it.
   *
   * @throws IOException if they may not have it; sending the same verdict again does no harm
   */
  public Position send(Verdict verdict) throws IOException, InterruptedException {
    try {
      RecordMetadata at = topic.send(VerdictKey.of(verdict), verdict);
      return new Position(topic.topic(), at.partition(), at.offset());
    } catch (IOException e) {
      throw new IOException(
          "the topic "
              + topic.topic()
              + " may not have the verdict: "
              + e.getMessage()
              + ". Decide again with the same options: it counts once.",
          e);
    }
  }
}
