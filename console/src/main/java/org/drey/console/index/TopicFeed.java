package org.drey.console.index;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.alerts.source.ResultTopics;
import org.drey.alerts.source.UnreadableRecords;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.DeadLetter;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics from where the index ends; how far it has come is kept in the index, in the same
 * transaction, so that a new index begins at the beginning.
 */
final class TopicFeed implements IndexFeed {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);

  private static final List<String> TOPICS =
      List.of(
          TopicNames.ERASURES,
          TopicNames.ALERTS,
          TopicNames.VERDICTS,
          TopicNames.CASES,
          TopicNames.DEAD_LETTERS);

  /** Without these what is shown could be taken for quiet, or for undecided. */
  private static final List<String> NEEDED =
      List.of(TopicNames.ALERTS, TopicNames.VERDICTS, TopicNames.CASES);

  /** A topic that is not there yet is looked for again so often. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final KafkaTopics topics;
  private final IndexErasure erasing;
  private final IndexMaintenance upkeep = new IndexMaintenance();
  private TopicReader stream;
  private final Map<String, UnreadableRecords> unreadable = new HashMap<>();
  private Instant opened = Instant.now();

  private TopicFeed(
      KafkaTopics topics, IndexErasure erasing, TopicReader stream, Consumer<String> warnings) {
    this.topics = topics;
    this.erasing = erasing;
    this.stream = stream;
    TOPICS.forEach(one -> unreadable.put(one, new UnreadableRecords("topic " + one, warnings)));
  }

  static TopicFeed open(
      KafkaTopics topics, String name, ConsoleDatabase database, Consumer<String> warnings)
      throws IOException {
    if (IndexMaintenance.wasAwayTooLong(database, Instant.now())) {
      IndexTables.read().remake(database, name);
    }
    TopicReader stream = TopicReader.from(topics, TOPICS, offsets(database));
    if (stream.isAnother()) {
      IndexTables.read().remake(database, name); // what was read of the old ones is not there
    }
    IndexErasure erasing = IndexErasure.of(database);
    readErasures(topics, erasing, database);
    return new TopicFeed(topics, erasing, stream, warnings);
  }

  /** All requests come first, so that no one who was erased is shown for a moment. */
  private static void readErasures(
      KafkaTopics topics, IndexErasure erasing, ConsoleDatabase database) throws IOException {
    List<Erasure> requests = new ArrayList<>();
    new ResultTopics(topics, warning -> {}).read(TopicNames.ERASURES, Erasure.class, requests::add);
    erasing.carryOut(database, requests, Instant.now());
  }

  private static Map<TopicReader.Place, Long> offsets(ConsoleDatabase database) {
    Map<TopicReader.Place, Long> offsets = new HashMap<>();
    database.read(
        connection ->
            SqlStatements.list(
                connection,
                "SELECT topic, part, next_offset FROM index_offset",
                row ->
                    offsets.put(
                        new TopicReader.Place(row.getString(1), row.getInt(2)), row.getLong(3))));
    return offsets;
  }

  @Override
  public boolean step(ConsoleDatabase database) throws IOException {
    Instant now = Instant.now();
    if (stream.topics().size() < TOPICS.size() && opened.plus(LOOK_AGAIN).isBefore(now)) {
      stream.close();
      stream = TopicReader.from(topics, TOPICS, offsets(database));
      opened = now;
    }
    checkNeeded(); // without any, there is nothing to poll
    stream.checkAnswers();
    List<TopicRecord> entries = stream.poll();
    checkNeeded(); // a poll shows what may not be read
    if (!entries.isEmpty()) {
      erasing.carryOut(database, requests(entries), Instant.now());
      database.write(
          connection -> {
            IndexWriter writer = new IndexWriter(connection, erasing);
            for (TopicRecord one : entries) {
              write(one, writer);
              writer.end(one.topic(), one.partition(), one.offset() + 1);
            }
          });
    }
    boolean isAtEnd = stream.isAtEnd();
    if (isAtEnd) {
      erasing.settle(database);
      upkeep.read(database, Instant.now());
    }
    return isAtEnd;
  }

  private List<Erasure> requests(List<TopicRecord> entries) {
    List<Erasure> requests = new ArrayList<>();
    for (TopicRecord one : entries) {
      if (one.topic().equals(TopicNames.ERASURES) && one.value() != null) {
        try {
          requests.add(AvroCodec.of(Erasure.class).decode(one.value()));
        } catch (InvalidRecordException e) {
          LOG.debug("Not a request at {}", one.place()); // counted when it is written
        }
      }
    }
    return requests;
  }

  private void checkNeeded() throws IOException {
    List<String> missing = NEEDED.stream().filter(this::isMissing).map(topics::full).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "of the topics "
              + String.join(", ", missing)
              + " there is none, or Read and Describe on it are missing");
    }
  }

  private boolean isMissing(String topic) {
    return !stream.topics().contains(topic) || stream.refused().contains(topic);
  }

  @Override
  public @Nullable String lacks() {
    List<String> words = new ArrayList<>();
    if (isMissing(TopicNames.DEAD_LETTERS)) {
      words.add(
          "There is no topic "
              + topics.full(TopicNames.DEAD_LETTERS)
              + ", or it may not be read: a verdict that the job refuses is shown as sent.");
    }
    if (isMissing(TopicNames.ERASURES)) {
      words.add(
          "There is no topic "
              + topics.full(TopicNames.ERASURES)
              + ", or it may not be read: who is erased is shown until the job has deleted it.");
    }
    return words.isEmpty() ? null : String.join(" ", words);
  }

  private void write(TopicRecord one, IndexWriter writer) throws SQLException {
    if (one.value() == null) {
      if (one.key() != null) {
        writer.removed(one.topic(), one.key());
      }
      return;
    }
    try {
      if (one.topic().equals(TopicNames.DEAD_LETTERS)) {
        DeadLetter letter = AvroCodec.of(DeadLetter.class).decode(one.value());
        if (letter.getTopic().equals(topics.full(TopicNames.VERDICTS))) {
          writer.refused(letter);
        }
      } else {
        writer.take(AvroCodec.of(TopicNames.recordClass(one.topic())).decode(one.value()));
      }
    } catch (InvalidRecordException e) {
      UnreadableRecords counter = unreadable.get(one.topic());
      if (counter != null) {
        counter.add(one.place(), e);
      }
      writer.unreadable(gap(one, e));
    }
  }

  private IndexGaps.Gap gap(TopicRecord one, InvalidRecordException why) {
    return new IndexGaps.Gap(
        one.topic(),
        one.partition(),
        one.offset(),
        topics.full(one.topic()) + ", " + one.place(),
        one.topic().equals(TopicNames.ALERTS) ? one.key() : null,
        String.valueOf(why.getMessage()));
  }

  @Override
  public void close() {
    stream.close();
    unreadable.values().forEach(UnreadableRecords::end);
  }
}
