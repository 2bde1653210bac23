package org.drey.cli.blocklist;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.AnnouncedVersion;
import org.drey.blocklist.publish.ListAnnouncement;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.MayNotReadException;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/**
 * The versions announced on {@code blocklist-control}, as the jobs read them. The topic is read
 * once, when it is first asked for.
 */
final class AnnouncedOnTopic implements AnnouncedVersion {
  private final KafkaTopics topics;
  private final ListKey key;
  private final AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
  private @Nullable Map<String, Long> highest;
  private @Nullable IOException problem;

  AnnouncedOnTopic(KafkaTopics topics, ListKey key) {
    this.topics = topics;
    this.key = key;
  }

  /** 0 also if the topic cannot be read: a list comes into force in the folder without Kafka. */
  @Override
  public long highest(String listId) {
    Map<String, Long> found = highest;
    if (found == null) {
      found = new HashMap<>();
      highest = found;
      try {
        read(found);
      } catch (IOException e) {
        problem = e;
      }
    }
    return found.getOrDefault(listId, 0L);
  }

  /**
   * Refuses if it is not known what was announced: a number that is too low would be refused by all
   * who follow the list.
   */
  void check() throws IOException {
    if (problem != null) {
      throw problem;
    }
  }

  private void read(Map<String, Long> found) throws IOException {
    try (TopicReader records =
        TopicReader.fromBeginning(topics, List.of(TopicNames.BLOCKLIST_CONTROL))) {
      records.readToEnd(record -> count(record, found));
    } catch (MayNotReadException e) {
      throw new IOException(
          topics.full(TopicNames.BLOCKLIST_CONTROL)
              + " may not be read, so that it is not known how to number the announcement",
          e);
    }
  }

  private void count(TopicRecord record, Map<String, Long> found) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    try {
      PublishedManifest manifest = ManifestRecords.manifest(codec.decode(value));
      String listId = manifest.listId();
      long last = found.getOrDefault(listId, 0L);
      if (listId.equals(record.key())
          && ListAnnouncement.refusal(manifest, key, () -> last, Instant.now()).isEmpty()) {
        found.put(listId, Math.max(last, manifest.sequence()));
      }
    } catch (InvalidRecordException | IllegalArgumentException e) {
      return; // no one follows it
    }
  }
}
