package org.drey.benchmarks.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Counts what an operator does with its state. Not thread-safe. */
final class AccessCount {
  private static final int BUFFER_BYTES = 4096;

  private record Timer(Object entity, long time) {}

  private final DataOutputSerializer buffer = new DataOutputSerializer(BUFFER_BYTES);
  private final Set<Timer> due = new HashSet<>();
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

  /** One that an entity has at a time already is set again: that costs, and changes nothing. */
  void timerSet(Object entity, long time) {
    timers++;
    due.add(new Timer(entity, time));
  }

  /** It was deleted, or has fired. */
  void timerGone(Object entity, long time) {
    timers++;
    due.remove(new Timer(entity, time));
  }

  /** Returns when timers are due, each as often as entities wait for it. */
  long[] due() {
    return due.stream().mapToLong(Timer::time).toArray();
  }

  StateAccesses soFar() {
    return new StateAccesses(reads, writes, timers, bytesRead, bytesWritten);
  }

  /** Returns how many bytes a value is in state. */
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
