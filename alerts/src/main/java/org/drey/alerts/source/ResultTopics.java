package org.drey.alerts.source;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;

/** Topics, up to their end at the time of reading; what is not committed by then is not there. */
public final class ResultTopics implements ResultSource {
  private final KafkaTopics topics;
  private final Consumer<String> warnings;
  private final NotRead notRead = new NotRead();

  /**
   * Topics.
   *
   * @param warnings takes a text for each of the first records that cannot be read
   */
  public ResultTopics(KafkaTopics topics, Consumer<String> warnings) {
    this.topics = topics;
    this.warnings = warnings;
  }

  @Override
  public boolean has(String topic) throws IOException {
    try (TopicReader stream = TopicReader.fromNow(topics, List.of(topic))) {
      return !stream.topics().isEmpty();
    }
  }

  @Override
  public <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException {
    AvroCodec<T> codec = AvroCodec.of(type);
    UnreadableRecords unreadable = notRead.of(topic, "topic " + topics.full(topic), warnings);
    try (TopicReader stream = TopicReader.fromBeginning(topics, List.of(topic))) {
      stream.readToEnd(
          one -> {
            if (one.key() == null || keys.test(one.key())) {
              take(one, codec, reader, unreadable);
            }
          });
    }
    notRead.read(topic, unreadable);
  }

  private static <T extends SpecificRecordBase> void take(
      TopicRecord one, AvroCodec<T> codec, Reader<T> reader, UnreadableRecords unreadable)
      throws IOException {
    if (one.value() == null) {
      if (one.key() != null) {
        reader.removed(one.key());
      }
      return;
    }
    T datum;
    try {
      datum = codec.decode(one.value());
    } catch (InvalidRecordException e) {
      unreadable.add(one.place(), e);
      return;
    }
    reader.take(datum);
  }

  @Override
  public long unreadable() {
    return notRead.count();
  }

  @Override
  public void warn(String what) {
    warnings.accept(what);
  }

  @Override
  public String name() {
    return topics.name();
  }
}
