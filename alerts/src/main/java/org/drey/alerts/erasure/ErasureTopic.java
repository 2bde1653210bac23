package org.drey.alerts.erasure;

import java.io.IOException;
import java.util.Properties;
import org.drey.event.Erasure;
import org.drey.event.ErasureKey;
import org.drey.event.TopicNames;
import org.drey.topics.TopicWriter;

/** Asks for erasures on the topic {@code erasures}, where the job reads them. */
public final class ErasureTopic {
  private final TopicWriter<Erasure> topic;

  /**
   * A topic.
   *
   * @param client the client's properties; they are not changed
   * @param prefix what the names of all topics begin with
   */
  public ErasureTopic(Properties client, String prefix) {
    this.topic = new TopicWriter<>(client, prefix + TopicNames.ERASURES, Erasure.class);
  }

  /**
   * Sends a request, and waits until the brokers have it.
   *
   * @return the topic's full name
   * @throws IOException if they may not have it; asking again does no harm
   */
  public String send(Erasure request) throws IOException, InterruptedException {
    try {
      topic.send(ErasureKey.of(request), request);
      return topic.topic();
    } catch (IOException e) {
      throw new IOException(
          "the topic "
              + topic.topic()
              + " may not have the request: "
              + e.getMessage()
              + ". Erase again with the same options: twice does no harm.",
          e);
    }
  }
}
