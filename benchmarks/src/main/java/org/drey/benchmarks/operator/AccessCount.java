package org.drey.benchmarks.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Counts what an operator does with its state. Not thread-safe. */
final class AccessCount {
  private static final int BUFFER_BYTES = 4096;

  private final DataOutputSerializer buffer = new DataOutputSerializer(BUFFER_BYTES);
  private long reads;
  private long writes;
  private long timers;
  private long bytesRead;
  private long bytesWritten;

  void read(long bytes) {
    reads++;
    bytesRead += bytes;
  }

  void written(long bytes) {
    writes++;
    bytesWritten += bytes;
  }

  void timer() {
    timers++;
  }

  Accesses soFar() {
    return new Accesses(reads, writes, timers, bytesRead, bytesWritten);
  }

  /** How many bytes a value is in state. */
  <T> long size(@Nullable T value, TypeSerializer<T> serializer) {
    if (value == null) {
      return 0;
    }
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    buffer.clear();
    try {
      serializer.serialize(value, buffer);
    } catch (IOException e) {
      throw new UncheckedIOException("a value of the state cannot be written", e);
    }
    return buffer.length();
  }
}
