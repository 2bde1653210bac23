package org.drey.alerts.tail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.erasure.ErasedSoFar;
import org.drey.alerts.source.NewestLines;
import org.drey.alerts.source.UnreadableRecords;
import org.drey.base.OwnerOnly;
import org.drey.base.RegularFile;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.TopicRecord;

/**
 * The file of one topic: a line a record. Written beside its place, and moved there whole. What was
 * deleted on the topic is taken out when the file is first put in its place, and then now and then:
 * to take out one line the whole file is copied. As in a replay, of a finding and of a case there
 * is the newest record alone; what it takes the place of goes likewise.
 */
final class TopicFile implements AutoCloseable {
  private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(1).toNanos();

  /** The topics of which the newest record of a key is written alone. */
  private static final Set<String> NEWEST_ALONE = Set.of(TopicNames.CASES, TopicNames.FINDINGS);

  /** The topics with more than one revision of an alert. */
  private static final Set<String> WITH_REVISIONS =
      Set.of(TopicNames.ALERTS, TopicNames.SHADOW_ALERTS);

  /** Factor by which the lines have to grow before the newest are placed again. */
  private static final int GROWTH = 4;

  private final List<String> keyFields;
  private final Path part;
  private final Path place;
  private final AvroCodec<? extends SpecificRecordBase> codec;
  private final JsonLineWriter json = new JsonLineWriter();
  private final UnreadableRecords unreadable;
  private final Map<String, Long> removed = new HashMap<>();
  private final boolean isNewestAlone;
  private final boolean hasRevisions;
  private final Set<String> written = new HashSet<>();
  private final ErasedSoFar erased;
  private final JsonLineReader<? extends SpecificRecordBase> reader;
  private final int share;
  private long copyAgain = System.nanoTime();
  private OutputStream out;
  private Path file;
  private long lines;
  private long placed;
  private boolean isErasing;

  /**
   * A file.
   *
   * @param erased whom no line is to name, as the topic will not; may grow
   * @param share how many times as long as the last copying took it waits for the next, up to a
   *     minute
   */
  TopicFile(String topic, Path folder, Consumer<String> warnings, int share, ErasedSoFar erased)
      throws IOException {
    this.keyFields = TopicNames.keyFields(topic);
    this.share = share;
    this.hasRevisions = WITH_REVISIONS.contains(topic);
    this.isNewestAlone = NEWEST_ALONE.contains(topic);
    this.erased = erased;
    this.reader = JsonLineReader.of(TopicNames.recordClass(topic));
    this.place = folder.resolve(topic + ".jsonl");
    RegularFile.checkReplaceable(place);
    this.part = folder.resolve("." + topic + ".jsonl.part");
    this.codec = AvroCodec.of(TopicNames.recordClass(topic));
    this.unreadable = new UnreadableRecords("topic " + topic, warnings);
    this.file = part;
    this.out = OwnerOnly.create(part);
  }

  void take(TopicRecord one) throws IOException {
    if (one.value() == null) {
      if (one.key() != null) {
        removed.put(one.key(), lines);
      }
      return;
    }
    SpecificRecordBase datum;
    try {
      datum = codec.decode(one.value());
    } catch (InvalidRecordException e) {
      unreadable.add(one.place(), e);
      return;
    }
    if (erased.isNamedIn(datum)) {
      return; // written before the job knew of the erasure; it takes it back
    }
    String key = one.key();
    if (isNewestAlone && key != null && !written.add(key)) {
      removed.put(key, lines);
    }
    out.write(json.write(datum));
    out.write('\n');
    lines++;
  }

  /** Someone more was erased. */
  void erase() {
    isErasing = true;
  }

  long lines() {
    return lines;
  }

  /** Takes out what was deleted, and puts the file in its place. */
  void publish() throws IOException {
    out.flush();
    if (hasToGo() && isCopyingDue()) {
      takeOut();
    }
    if (!file.equals(place)) {
      out.close();
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      file = place;
      out = append(place);
    }
    if ((lines - placed) * GROWTH > placed) {
      placeNewest();
    }
  }

  private void placeNewest() throws IOException {
    if (hasRevisions && lines != placed) {
      NewestLines.write(place);
      placed = lines;
    }
  }

  private boolean hasToGo() {
    return isErasing || !removed.isEmpty();
  }

  private boolean isCopyingDue() {
    return !file.equals(place) || System.nanoTime() - copyAgain >= 0;
  }

  private void takeOut() throws IOException {
    long began = System.nanoTime();
    out.close();
    Path rest = part.resolveSibling(part.getFileName() + ".rest");
    lines =
        RemovedLines.copy(file, rest, keyFields, removed, line -> isErasing && namesErased(line));
    removed.clear();
    isErasing = false;
    placed = 0;
    Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE);
    out = append(file);
    long ended = System.nanoTime();
    copyAgain = ended + Math.min(LONGEST_WAIT_NANOS, share * (ended - began));
  }

  private boolean namesErased(byte[] line) {
    try {
      return erased.isNamedIn(reader.read(line).datum());
    } catch (InvalidRecordException e) {
      return false; // it was written by this program, and stays
    }
  }

  private static OutputStream append(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND));
  }

  /** One that was never put in its place is of no use to anyone. */
  @Override
  public void close() throws IOException {
    if (hasToGo() && file.equals(place)) {
      takeOut();
    }
    out.close();
    if (file.equals(place)) {
      placeNewest();
    }
    unreadable.end();
    Files.deleteIfExists(part);
  }
}
