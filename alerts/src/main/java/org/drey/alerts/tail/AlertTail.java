package org.drey.alerts.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drey.alerts.erasure.ErasedSoFar;
import org.drey.alerts.source.UnreadableRecords;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;

/**
 * Writes what the jobs and analysts wrote to topics as the files of a replay. What was deleted on a
 * topic goes from its file, too, within a minute; where the topic of erasures may be read, so do
 * earlier revisions that name someone who was erased. Belongs to one thread.
 */
public final class AlertTail implements AutoCloseable {
  /** Topics that are written as files, if they exist. */
  public static final List<String> TOPICS =
      List.of(
          TopicNames.ALERTS,
          TopicNames.SHADOW_ALERTS,
          TopicNames.BLOCKLIST_HITS,
          TopicNames.SPLASH_SIGNALS,
          TopicNames.VERDICTS,
          TopicNames.CASES,
          TopicNames.DEAD_LETTERS,
          TopicNames.FINDINGS);

  private static final List<String> READ =
      Stream.concat(TOPICS.stream(), Stream.of(TopicNames.ERASURES)).toList();

  /** Copying takes a hundredth of the time. */
  private static final int SHARE = 100;

  private final TopicReader stream;
  private final Consumer<String> warnings;
  private final Map<String, TopicFile> files = new TreeMap<>();
  private final ErasedSoFar erased = new ErasedSoFar();
  private final AvroCodec<Erasure> erasures = AvroCodec.of(Erasure.class);
  private final UnreadableRecords unreadable;

  private AlertTail(TopicReader stream, Path folder, Consumer<String> warnings) throws IOException {
    this.stream = stream;
    this.warnings = warnings;
    this.unreadable = new UnreadableRecords("topic " + TopicNames.ERASURES, warnings);
    for (String topic : TOPICS) {
      if (stream.topics().contains(topic)) {
        files.put(topic, new TopicFile(topic, folder, warnings, SHARE, erased));
      }
    }
  }

  /**
   * Begins to read; a file is in its place when all is read that was there.
   *
   * @param folder is made if it is not there; files of these topics in it are replaced
   * @param warnings takes a text for each of the first records that cannot be read
   */
  public static AlertTail open(KafkaTopics topics, Path folder, Consumer<String> warnings)
      throws IOException {
    TopicReader stream = TopicReader.fromBeginning(topics, READ);
    try {
      Files.createDirectories(folder);
      return new AlertTail(stream, folder, warnings);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /** The topics that are there and may be read. */
  public List<String> present() {
    return List.copyOf(files.keySet());
  }

  /** Returns how many lines each file has. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    files.forEach((topic, file) -> counts.put(topic, file.lines()));
    return counts;
  }

  /** Writes what has come; waits for it for a fifth of a second at most. */
  public void step() throws IOException {
    for (TopicRecord one : stream.poll()) {
      TopicFile file = files.get(one.topic());
      if (file != null) { // else it may no longer be read
        file.take(one);
      } else if (one.topic().equals(TopicNames.ERASURES)) {
        erase(one);
      }
    }
    for (String topic : stream.refused()) {
      TopicFile file = files.remove(topic);
      if (file != null) {
        file.close();
        warnings.accept("not written: " + topic + ", for the topic may not be read");
      }
    }
  }

  /** Takes the token out of earlier revisions of others' alerts and cases, too. */
  private void erase(TopicRecord one) {
    if (one.value() == null) {
      return;
    }
    try {
      erased.add(erasures.decode(one.value()));
    } catch (InvalidRecordException e) {
      unreadable.add(one.place(), e); // the job has a dead letter of it
      return;
    }
    files.values().forEach(TopicFile::erase);
  }

  /** Returns whether all is read that was there when this was opened. */
  public boolean isAtEnd() throws IOException {
    return stream.isAtEnd();
  }

  /** Puts the files in their place, whole; what comes later is appended to them. */
  public void publish() throws IOException {
    for (TopicFile file : files.values()) {
      file.publish();
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
    for (TopicFile file : files.values()) {
      file.close();
    }
  }
}
