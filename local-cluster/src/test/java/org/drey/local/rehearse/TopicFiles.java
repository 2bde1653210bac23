package org.drey.local.rehearse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.collect.recorded.RecordedLine;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.Finding;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.streaming.sink.ResultFiles;
import org.drey.streaming.sink.ResultOutput;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.jspecify.annotations.Nullable;

/** Writes what the jobs wrote to topics as the files of a replay; committed records only. */
final class TopicFiles {
  private final KafkaTopics topics;
  private final ResultFiles files;
  private final JsonLineWriter json = new JsonLineWriter();

  TopicFiles(Properties kafka, ResultFiles files) {
    this.topics = new KafkaTopics(kafka, "");
    this.files = files;
  }

  /**
   * Writes all that a replay writes.
   *
   * @param areFindingsWritten whether a job wrote the findings; else none are known
   * @param areHitsFound whether a job wrote the hits; else they were sent, as they were read
   */
  void writeResults(LineSender sender, boolean areFindingsWritten, boolean areHitsFound)
      throws IOException, InvalidRecordException {
    if (areFindingsWritten) {
      writeOnce(TopicNames.FINDINGS, Finding.class, Finding::getFindingId);
    } else {
      open(TopicNames.FINDINGS).close();
    }
    writeRevisions(TopicNames.ALERTS, Alert.class);
    writeRevisions(TopicNames.SHADOW_ALERTS, Alert.class);
    writePresent(TopicNames.CASES, Case.class);
    writeHits(TopicNames.SPLASH_SIGNALS);
    if (areHitsFound) {
      writeHits(TopicNames.BLOCKLIST_HITS);
    } else {
      open(TopicNames.BLOCKLIST_HITS).close();
    }
    writeDeadLetters(TopicNames.DEAD_LETTERS, sender);
  }

  private void writeHits(String topic) throws IOException, InvalidRecordException {
    writeOnce(topic, BlocklistHit.class, one -> one.getSignalId() + ":" + one.getKeyVersion());
  }

  /** Writes a topic, every record of it but those before a deletion of their key. */
  private <T extends SpecificRecordBase> void writeRevisions(String topic, Class<T> type)
      throws IOException, InvalidRecordException {
    AvroCodec<T> codec = AvroCodec.of(type);
    Map<String, List<byte[]>> revisions = new LinkedHashMap<>();
    read(
        topic,
        one -> {
          if (one.value() == null) {
            revisions.remove(one.key());
          } else {
            revisions.computeIfAbsent(one.key(), k -> new ArrayList<>()).add(one.value());
          }
        });
    try (OutputStream out = open(topic)) {
      for (List<byte[]> ofOne : revisions.values()) {
        for (byte[] value : ofOne) {
          write(codec.decode(value), out);
        }
      }
    }
  }

  /** Writes the newest record of each key. */
  private <T extends SpecificRecordBase> void writeOnce(
      String topic, Class<T> type, Function<T, String> key)
      throws IOException, InvalidRecordException {
    Map<String, byte[]> newest = new TreeMap<>();
    read(topic, type, datum -> newest.put(key.apply(datum), json.write(datum)));
    try (OutputStream out = open(topic)) {
      for (byte[] line : newest.values()) {
        out.write(line);
        out.write('\n');
      }
    }
  }

  /** Writes the newest record of each of the topic's own keys that was not deleted after it. */
  private <T extends SpecificRecordBase> void writePresent(String topic, Class<T> type)
      throws IOException, InvalidRecordException {
    AvroCodec<T> codec = AvroCodec.of(type);
    Map<String, byte @Nullable []> newest = new TreeMap<>();
    read(topic, one -> newest.put(one.key(), one.value()));
    try (OutputStream out = open(topic)) {
      for (byte @Nullable [] value : newest.values()) {
        if (value != null) {
          write(codec.decode(value), out);
        }
      }
    }
  }

  /** Writes dead letters at the lines of the files, rather than the offsets of the topics. */
  private void writeDeadLetters(String topic, LineSender sender)
      throws IOException, InvalidRecordException {
    writeOnce(topic, DeadLetter.class, letter -> atLine(letter, sender));
  }

  private static String atLine(DeadLetter letter, LineSender sender) {
    RecordedLine line = sender.line(letter.getTopic(), letter.getPartition(), letter.getOffset());
    letter.setTopic(line.stream());
    letter.setPartition(0);
    letter.setOffset(line.number());
    return letter.getTopic() + " " + line.number();
  }

  private OutputStream open(String topic) throws IOException {
    return ResultOutput.buffered(files.part(topic));
  }

  private void write(SpecificRecordBase datum, OutputStream out) throws IOException {
    out.write(json.write(datum));
    out.write('\n');
  }

  private interface RecordSink<T> {
    void take(T one) throws IOException, InvalidRecordException;
  }

  private <T extends SpecificRecordBase> void read(String topic, Class<T> type, RecordSink<T> sink)
      throws IOException, InvalidRecordException {
    AvroCodec<T> codec = AvroCodec.of(type);
    read(topic, one -> sink.take(codec.decode(Objects.requireNonNull(one.value()))));
  }

  private void read(String topic, TopicReader.Taker<InvalidRecordException> taker)
      throws IOException, InvalidRecordException {
    try (TopicReader reader = TopicReader.fromBeginning(topics, List.of(topic))) {
      reader.readToEnd(taker);
    }
  }
}
