package org.drey.collect.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.OwnerOnly;
import org.drey.collect.feed.AcknowledgedTime.ReadSpan;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a stream into a folder, as {@code <topic>.jsonl}, which a replay reads.
 * Tokens of people are in it, so only its owner may read it. Thread-safe.
 */
public final class RecordFolder implements RecordOutlet {
  private final Path file;
  private final OutputStream out;
  private final AvroCodec<SpecificRecordBase> codec;
  private final FeedCounts counts;
  private final JsonLineWriter json = new JsonLineWriter();
  private @Nullable IOException failure;

  private RecordFolder(
      Path file, OutputStream out, AvroCodec<SpecificRecordBase> codec, FeedCounts counts) {
    this.file = file;
    this.out = out;
    this.codec = codec;
    this.counts = counts;
  }

  /**
   * The file of a stream, and its folder if need be.
   *
   * @throws IOException if it is there already, or cannot be made
   */
  @SuppressWarnings("unchecked") // A codec of a class takes its records; no other is made here.
  public static RecordFolder create(Path folder, String stream, FeedCounts counts)
      throws IOException {
    Path file = Files.createDirectories(folder).resolve(stream + ".jsonl");
    if (Files.exists(file)) {
      throw new IOException(file + " is there already: name another folder");
    }
    Class<? extends SpecificRecordBase> type = TopicNames.recordClass(stream);
    return new RecordFolder(
        file, OwnerOnly.create(file), (AvroCodec<SpecificRecordBase>) AvroCodec.of(type), counts);
  }

  @Override
  public synchronized void send(List<byte[]> versions) throws IOException {
    ReadSpan span = counts.settled().begin();
    try {
      for (byte[] record : versions) {
        out.write(json.write(codec.decode(record)));
        out.write('\n');
      }
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("a record that was just written", e);
    } catch (IOException e) {
      failure = e;
      counts.lost(LossReason.NOT_TAKEN);
      span.end(true);
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
    counts.sent();
    span.end(false);
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  @Override
  public synchronized @Nullable String problem() {
    return failure == null ? null : file + " cannot be written: " + failure.getMessage();
  }

  @Override
  public boolean takesHistory() {
    return true;
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      failure = e;
    }
  }
}
