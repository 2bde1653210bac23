package org.drey.streaming.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.Path;
import org.drey.base.FileErrors;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.LineReader;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.RecordAdmission;
import org.drey.definitions.stream.RecordIntake;
import org.drey.event.json.JsonLine;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;

/** Reads a file of JSON lines; a line's number, from 0, is its offset. */
final class FileArrivals<T extends SpecificRecordBase>
    implements BulkFormat<ArrivedRecord<T>, FileSourceSplit> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 256;

  private final Class<T> type;
  private final String topic;
  private final RecordAdmission<T> admission;
  private final TopicBindings bindings;

  FileArrivals(RecordIntake<T> intake, TopicBindings bindings) {
    this.type = intake.type();
    this.topic = intake.topic();
    this.admission = intake.admission();
    this.bindings = bindings;
  }

  @Override
  public BulkFormat.Reader<ArrivedRecord<T>> createReader(
      Configuration config, FileSourceSplit split) throws IOException {
    return new Lines(split.path(), 0);
  }

  @Override
  public BulkFormat.Reader<ArrivedRecord<T>> restoreReader(
      Configuration config, FileSourceSplit split) throws IOException {
    long done =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    return new Lines(split.path(), done);
  }

  @Override
  public boolean isSplittable() {
    return false; // a line's number is counted from the beginning
  }

  @Override
  public TypeInformation<ArrivedRecord<T>> getProducedType() {
    return ArrivalType.of(type);
  }

  private final class Lines implements BulkFormat.Reader<ArrivedRecord<T>> {
    private final String file;
    private final LineReader lines;
    private final JsonLineReader<T> json = JsonLineReader.of(type);
    private final RecordAcceptance<T> acceptance = new RecordAcceptance<>(admission, bindings);
    private long number;
    private long returned;

    Lines(Path path, long done) throws IOException {
      this.file = path.getPath();
      this.lines = new LineReader(path.getFileSystem().open(path));
      while (returned < done && next() != null) {
        returned++;
      }
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<ArrivedRecord<T>> readBatch() throws IOException {
      List<ArrivedRecord<T>> batch = new ArrayList<>(BATCH);
      ArrivedRecord<T> arrival = next();
      while (arrival != null) {
        batch.add(arrival);
        arrival = batch.size() < BATCH ? next() : null;
      }
      if (batch.isEmpty()) {
        return null;
      }
      long before = returned;
      returned += batch.size();
      return new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
    }

    /** The next line that is not blank, or null at the end. */
    private @Nullable ArrivedRecord<T> next() throws IOException {
      byte[] line = nextLine();
      while (line != null && LineReader.isBlank(line)) {
        number++;
        line = nextLine();
      }
      return line == null ? null : read(line, number++);
    }

    private byte @Nullable [] nextLine() throws IOException {
      try {
        return lines.next();
      } catch (IOException e) {
        throw FileErrors.named(file, e);
      }
    }

    private ArrivedRecord<T> read(byte[] line, long offset) {
      RecordPosition place = new RecordPosition(topic, 0, offset);
      long now = System.currentTimeMillis();
      try {
        JsonLine<T> read = json.read(line);
        return read.receivedAt() == null
            ? acceptance.acceptUndated(read.datum(), place, now)
            : acceptance.accept(read.datum(), place, read.receivedAt().toEpochMilli());
      } catch (InvalidRecordException e) {
        return acceptance.reject(e, place, now);
      } catch (RuntimeException | StackOverflowError e) {
        return acceptance.unexpected(e, place, now);
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
