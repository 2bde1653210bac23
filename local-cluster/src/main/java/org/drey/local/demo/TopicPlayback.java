package org.drey.local.demo;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.enforcement.BlockEvidence;
import org.drey.blocklist.enforcement.DnsEnforcement;
import org.drey.blocklist.enforcement.DnsEnforcement.DnsAnswer;
import org.drey.blocklist.enforcement.WebEnforcement;
import org.drey.blocklist.url.HttpUrl;
import org.drey.event.DnsQuery;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.local.generate.WorldItem;
import org.drey.topics.RecordProducer;
import org.jspecify.annotations.Nullable;

/** Plays one topic of a world into Kafka, in time lapse. */
final class TopicPlayback implements Runnable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final Properties kafka;
  private final String topic;
  private final List<WorldItem> items;
  private final int partitions;
  private final WorldPlayback.DayPace pace;
  private final ListedTargets listed;
  private final DemoState state;
  private final AvroCodec<DnsQuery> queries = AvroCodec.of(DnsQuery.class);
  private final AvroCodec<WebRequest> requests = AvroCodec.of(WebRequest.class);

  /**
   * The list, and where resolvers send those who ask for listed names.
   *
   * @param enforcement what the answers of resolvers show
   */
  record ListedTargets(ListMatcher list, DnsEnforcement enforcement) {}

  TopicPlayback(
      Properties kafka,
      String topic,
      List<WorldItem> items,
      int partitions,
      WorldPlayback.DayPace pace,
      ListedTargets listed,
      DemoState state) {
    this.kafka = kafka;
    this.topic = topic;
    this.items = items;
    this.partitions = partitions;
    this.pace = pace;
    this.listed = listed;
    this.state = state;
  }

  @Override
  public void run() {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.setProperty("linger.ms", "2");
    KafkaProducer<byte[], byte[]> producer = RecordProducer.open(properties);
    try {
      for (int i = 0; i < items.size() && !Thread.currentThread().isInterrupted(); i++) {
        WorldItem item = items.get(i);
        awaitDue(item);
        send(item, i % partitions, producer);
      }
      producer.flush();
    } catch (InterruptException e) {
      // the demo was stopped: nothing more is to be sent
    } finally {
      boolean stopped = Thread.interrupted(); // a producer cannot close while interrupted
      producer.close(stopped ? Duration.ZERO : CLOSE_WITHIN);
    }
  }

  private void awaitDue(WorldItem item) {
    long wait = pace.nanosUntil(item.arrival());
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = pace.nanosUntil(item.arrival());
    }
  }

  private void send(WorldItem item, int partition, KafkaProducer<byte[], byte[]> producer) {
    byte[] value = item.avro();
    long arrival = item.arrival().toEpochMilli();
    long sent = System.currentTimeMillis();
    String asked = listed(value);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, arrival, null, value),
            (RecordMetadata metadata, @Nullable Exception error) -> {
              if (error != null) {
                state.failed(error);
              } else {
                state.sent(topic);
                if (asked != null) {
                  state.asked(asked, sent);
                }
              }
            });
  }

  /** Provider and id of a request for something listed, to measure how soon its signal comes. */
  private @Nullable String listed(byte[] value) {
    try {
      return switch (topic) {
        case TopicNames.DNS_QUERIES -> listed(queries.decode(value));
        case TopicNames.WEB_REQUESTS -> listed(requests.decode(value));
        default -> null;
      };
    } catch (InvalidRecordException e) {
      return null; // one of those that are meant to be refused
    }
  }

  private @Nullable String listed(DnsQuery query) {
    boolean aliased = query.getAnswers().stream().anyMatch(a -> listed.list().matchSeen(a) != null);
    if (!aliased && listed.list().matchSeen(query.getQuery()) == null) {
      return null;
    }
    var answer = listed.enforcement().of(query.getResponseCode(), query.getAnswers());
    return asked(query.getProvider(), query.getEventId(), answer == DnsAnswer.SPLASH_PAGE);
  }

  private @Nullable String listed(WebRequest request) {
    HttpUrl url = HttpUrl.parse(request.getUrl());
    if (url == null || listed.list().matchUrl(url) == null) {
      return null;
    }
    // The proxies of the demo show the page where they hold something back.
    return asked(
        request.getProvider(),
        request.getEventId(),
        WebEnforcement.toAPerson(request.getStatus()) == BlockEvidence.YES);
  }

  private String asked(String provider, String id, boolean isLedToPage) {
    String event = provider + " " + id;
    if (isLedToPage) {
      state.ledToPage(event);
    }
    return event;
  }
}
