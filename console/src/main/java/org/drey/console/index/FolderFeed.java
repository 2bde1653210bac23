package org.drey.console.index;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.source.UnreadableRecords;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.store.SqlStatements;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RecordLimits;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that grow, from where it ended. A file that was put in another's place, or is shorter
 * than it was, has all of the index rebuilt; so does every start, for a file does not say whether
 * it is the one of yesterday.
 */
final class FolderFeed implements IndexFeed {
  private static final long WAIT_NANOS = 500_000_000;
  private static final int BATCH = 500;

  private final Path folder;
  private final String name;
  private final Consumer<String> warnings;
  private final IndexErasure erasing;
  private final IndexMaintenance upkeep = new IndexMaintenance();
  private final Map<String, Object> identities = new HashMap<>();

  /** So many lines of each file are read. */
  private final Map<String, Long> lines = new HashMap<>();

  private boolean isBegun;
  private boolean isAtEnd;

  FolderFeed(Path folder, String name, IndexErasure erasing, Consumer<String> warnings) {
    this.folder = folder;
    this.name = name;
    this.erasing = erasing;
    this.warnings = warnings;
  }

  @Override
  public boolean step(ConsoleDatabase database) throws IOException {
    boolean wasAtEnd = isAtEnd;
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    if (!isBegun || isReplaced(database)) {
      IndexTables.read().remake(database, name);
      identities.clear();
      lines.clear();
      isBegun = true;
    }
    isAtEnd = true;
    for (String topic : FolderSource.FILES) {
      isAtEnd &= !read(topic, database);
    }
    if (isAtEnd) {
      erasing.settle(database);
      upkeep.read(database, Instant.now());
      if (wasAtEnd) {
        LockSupport.parkNanos(WAIT_NANOS); // nothing has come since it was last looked for
      }
    }
    return isAtEnd;
  }

  private boolean isReplaced(ConsoleDatabase database) throws IOException {
    for (String topic : FolderSource.FILES) {
      Object known = identities.get(topic);
      BasicFileAttributes now = attributes(topic);
      if (known != null
          && (now == null
              || !known.equals(now.fileKey())
              || now.size() < position(database, topic))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable BasicFileAttributes attributes(String topic) throws IOException {
    try {
      return Files.readAttributes(file(topic), BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private Path file(String topic) {
    return folder.resolve(topic + ".jsonl");
  }

  private static long position(ConsoleDatabase database, String topic) {
    return database.read(
        connection ->
            SqlStatements.number(
                connection, "SELECT next_offset FROM index_offset WHERE topic = ?", topic));
  }

  /** Reads a batch of whole lines; returns whether there were any. */
  private boolean read(String topic, ConsoleDatabase database) throws IOException {
    BasicFileAttributes attributes = attributes(topic);
    if (attributes == null) {
      return false;
    }
    identities.putIfAbsent(topic, Objects.requireNonNullElse(attributes.fileKey(), topic));
    long from = position(database, topic);
    if (attributes.size() <= from) {
      return false;
    }
    FileLines.Batch batch = FileLines.read(file(topic), from, BATCH);
    if (batch.lines().isEmpty()) {
      return false; // the last line is still being written
    }
    List<ReadLine> read = decode(topic, batch);
    List<Erasure> requests =
        read.stream()
            .map(ReadLine::datum)
            .filter(Erasure.class::isInstance)
            .map(Erasure.class::cast)
            .toList();
    erasing.carryOut(database, requests, Instant.now());
    database.write(
        connection -> {
          IndexWriter writer = new IndexWriter(connection, erasing);
          for (ReadLine one : read) {
            one.write(writer);
          }
          writer.end(topic, 0, batch.end());
        });
    lines.merge(topic, (long) batch.lines().size(), Long::sum);
    return true;
  }

  /** A line as a record, or that it is none. */
  private record ReadLine(@Nullable SpecificRecordBase datum, IndexGaps.@Nullable Gap gap) {
    void write(IndexWriter writer) throws SQLException {
      if (datum != null) {
        writer.take(datum);
      } else if (gap != null) {
        writer.unreadable(gap);
      }
    }
  }

  private List<ReadLine> decode(String topic, FileLines.Batch batch) {
    JsonLineReader<? extends SpecificRecordBase> reader =
        JsonLineReader.of(TopicNames.recordClass(topic));
    UnreadableRecords unreadable = new UnreadableRecords(file(topic).toString(), warnings);
    List<ReadLine> read = new ArrayList<>();
    long number = lines.getOrDefault(topic, 0L);
    for (byte[] line : batch.lines()) {
      number++;
      try {
        if (line.length > 0) {
          read.add(new ReadLine(reader.read(line).datum(), null));
        }
      } catch (InvalidRecordException e) {
        unreadable.add("line " + number, e);
        read.add(new ReadLine(null, gap(topic, number, line, e)));
      }
    }
    unreadable.end();
    return read;
  }

  private static IndexGaps.Gap gap(
      String topic, long number, byte[] line, InvalidRecordException why) {
    return new IndexGaps.Gap(
        topic,
        0,
        number,
        topic + ".jsonl, line " + number,
        IndexGaps.alertId(topic, line),
        String.valueOf(why.getMessage()));
  }

  @Override
  public void close() {
    identities.clear();
  }

  /** Whole lines of a file from a position on. */
  private static final class FileLines {
    private static final int BUFFER = 1 << 16;

    private FileLines() {}

    /**
     * Lines without their ends; of one that no record can be, no more than shows that.
     *
     * @param end the position after the last of them
     */
    record Batch(List<byte[]> lines, long end) {}

    /** A batch ends with the line that makes it as long as this. */
    private static final int MAX_BYTES = 4 << 20;

    /**
     * Reads at most so many lines, and no more than a few megabytes; one without a line break is
     * not there yet.
     */
    static Batch read(Path file, long from, int most) throws IOException {
      List<byte[]> lines = new ArrayList<>();
      long position = from;
      long end = from;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        InputStream in =
            new BufferedInputStream(Channels.newInputStream(channel.position(from)), BUFFER);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int bytes = 0;
        int c = in.read();
        while (c >= 0) {
          position++;
          if (c == '\n') {
            lines.add(line.toByteArray());
            bytes += line.size();
            line.reset();
            end = position;
          } else if (line.size() <= RecordLimits.MAX_RECORD_BYTES) {
            line.write(c);
          }
          c = lines.size() < most && bytes < MAX_BYTES ? in.read() : -1;
        }
      }
      return new Batch(lines, end);
    }
  }
}
