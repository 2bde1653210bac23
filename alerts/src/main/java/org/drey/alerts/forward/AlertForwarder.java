package org.drey.alerts.forward;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes alerts from their topic to one sink, each revision at least once and in order: what a sink
 * does not take now is handed over again until it does, what it never will is a dead letter, and
 * only then is it noted how far it came. A sink that is away holds up no other.
 */
public final class AlertForwarder implements Runnable, AutoCloseable {
  /** Belongs to this thread: a codec is not for several. */
  private final AvroCodec<Alert> codec = AvroCodec.of(Alert.class);

  private final SinkSettings settings;
  private final KafkaTopics topics;
  private final AlertSink sink;
  private final DeliveryState kept;
  private final boolean isFirstStart;
  private final Consumer<String> log;
  private final SinkCounts counts = new SinkCounts();
  private final RetryBackoff backoff = new RetryBackoff();
  private final WithoutVictims withoutVictims = new WithoutVictims();
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable AlertBacklog backlog; // null until it is known

  private AlertForwarder(
      SinkSettings settings, KafkaTopics topics, DeliveryState kept, Consumer<String> log)
      throws IOException {
    this.settings = settings;
    this.topics = topics;
    this.sink = settings.open();
    this.kept = kept;
    this.isFirstStart = kept.offsets().isEmpty();
    this.log = log;
  }

  /**
   * Makes one sink ready.
   *
   * @param state the folder with what is kept of it
   * @param log takes a line when it begins to fail, and when it no longer does
   * @throws IOException if a file that it needs cannot be read; the message names it
   */
  public static AlertForwarder to(
      SinkSettings settings, KafkaTopics topics, Path state, Consumer<String> log)
      throws IOException {
    return new AlertForwarder(settings, topics, DeliveryState.in(state, settings.name()), log);
  }

  public String name() {
    return settings.name();
  }

  public SinkCounts counts() {
    return counts;
  }

  /** Until it is closed. */
  @Override
  public void run() {
    while (!isStopped()) {
      try (TopicReader stream = open()) {
        forward(stream, learned());
      } catch (IOException e) {
        failed(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) { // its message may have a secret
        failed("a fault of the program, " + e.getClass().getName());
      }
    }
    sink.close();
  }

  /** From where it came to; of a topic that was created again since, from its first. */
  private TopicReader open() throws IOException {
    TopicReader stream = TopicReader.from(topics, List.of(TopicNames.ALERTS), kept.offsets());
    if (stream.topics().isEmpty()) {
      stream.close();
      throw new IOException("there is no topic " + topics.full(TopicNames.ALERTS));
    }
    if (stream.isAnother()) {
      log.accept(name() + ": the topic is another one by now, and is read from its first record");
      backlog = null;
    }
    return stream;
  }

  /** Reads what has to be known before an alert goes out: who is a child, what is the newest. */
  private AlertBacklog learned() throws IOException {
    AlertBacklog present = new AlertBacklog(isFirstStart);
    if (settings.victims() && settings.all()) {
      return present;
    }
    try (TopicReader all = TopicReader.fromBeginning(topics, List.of(TopicNames.ALERTS))) {
      while (!all.isAtEnd() && !isStopped()) {
        for (TopicRecord one : all.poll()) {
          learn(one, present);
        }
      }
    }
    backlog = Objects.requireNonNullElse(backlog, present);
    return backlog;
  }

  private void learn(TopicRecord entry, AlertBacklog present) {
    try {
      Alert alert = entry.value() == null ? null : codec.decode(entry.value());
      present.learn(entry, alert);
      if (alert != null) {
        withoutVictims.learn(alert);
      } else if (entry.key() != null) {
        withoutVictims.removed(entry.key());
      }
    } catch (InvalidRecordException e) {
      present.learn(entry, null); // counted where it is to be forwarded
    }
  }

  private void forward(TopicReader stream, AlertBacklog before) throws IOException {
    boolean isBehind = true;
    while (!isStopped()) {
      isBehind = isBehind && !stream.isAtEnd();
      List<TopicRecord> entries = stream.poll();
      if (!stream.refused().isEmpty()) {
        throw new IOException("the topic " + topics.full(TopicNames.ALERTS) + " may not be read");
      }
      if (entries.isEmpty()) {
        stream.checkAnswers();
        if (!isBehind) {
          succeeded();
        }
        continue;
      }
      List<ForwardedMessage> batch = new ArrayList<>();
      for (TopicRecord one : entries) {
        ForwardedMessage message = message(one, before);
        if (message != null) {
          batch.add(message);
        }
        kept.done(one.partition(), one.offset() + 1);
        if (batch.size() >= sink.most() && !handOver(batch)) {
          return;
        }
      }
      if (!handOver(batch)) {
        return;
      }
    }
  }

  /** Returns what an entry is for this sink; null for nothing. */
  private @Nullable ForwardedMessage message(TopicRecord entry, AlertBacklog before) {
    if (entry.value() == null) {
      boolean isOld = !settings.all() && before.isOld(entry);
      return entry.key() == null || isOld ? null : removed(entry.key());
    }
    Alert alert;
    try {
      alert = codec.decode(entry.value());
    } catch (InvalidRecordException e) {
      counts.countUnreadable();
      log.accept(name() + ": no alert, " + entry.place() + ": " + e.getMessage());
      return null;
    }
    withoutVictims.learn(alert);
    if (!settings.all() && !before.isNews(entry, alert)) {
      return null;
    }
    return settings.victims()
        ? new ForwardedMessage(alert.getAlertId(), alert)
        : withoutVictims.of(alert);
  }

  private @Nullable ForwardedMessage removed(String alertId) {
    boolean isOfVictim = withoutVictims.removed(alertId);
    return isOfVictim && !settings.victims() ? null : new ForwardedMessage(alertId, null);
  }

  /** Until the sink has taken it; returns whether it has. The batch is empty then. */
  private boolean handOver(List<ForwardedMessage> batch) throws IOException {
    while (!batch.isEmpty()) {
      if (isStopped()) {
        return false;
      }
      try {
        List<AlertSink.RefusedMessage> refused = sink.send(batch);
        if (kept.note(refused, Instant.now())) {
          String why = refused.get(0).why();
          log.accept(name() + ": refuses alerts for good (" + why + "), noted in " + kept);
        }
        counts.handedOver(batch.size(), refused.size());
        batch.clear();
      } catch (IOException e) {
        failed(String.valueOf(e.getMessage()));
      }
    }
    kept.write();
    succeeded();
    return true;
  }

  private void failed(String why) {
    if (counts.problem() == null) {
      log.accept(name() + ": takes nothing now, and is tried again until it does: " + why);
    }
    counts.failed(why);
    await(backoff.failed());
  }

  private void succeeded() {
    if (counts.problem() != null) {
      log.accept(name() + ": takes alerts again");
    }
    counts.succeeded();
    backoff.succeeded();
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void await(Duration time) {
    try {
      boolean unused = stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Ends after what is being handed over. */
  @Override
  public void close() {
    stop.countDown();
  }
}
