package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring observations of a log, sorted by time and event; what the head knows of them, and
 * the observations themselves once they were read.
 */
final class LogChunk {
  final int number;
  private int size;
  private long first;
  private long last;
  private long look;
  private @Nullable List<LoggedEvent> read;
  private boolean changed;

  private LogChunk(int number) {
    this.number = number;
  }

  /** A chunk that is not in state yet. */
  static LogChunk of(int number, List<LoggedEvent> observations, ObservationEnds ends) {
    LogChunk chunk = new LogChunk(number);
    chunk.change(new ArrayList<>(observations), ends);
    return chunk;
  }

  int size() {
    return size;
  }

  /** The time of the first observation, milliseconds since 1970. */
  long first() {
    return first;
  }

  /** The time of the last observation, milliseconds since 1970. */
  long last() {
    return last;
  }

  /** Returns when to look for the first observation that ends, {@link Long#MAX_VALUE} for never. */
  long look() {
    return look;
  }

  /** The observations, null if they have not been read. */
  @Nullable List<LoggedEvent> observations() {
    return read;
  }

  /** Takes in what was read from state. */
  void read(List<LoggedEvent> observations) {
    read = observations;
  }

  /** Returns whether it is not as in state. */
  boolean isChanged() {
    return changed;
  }

  /** Takes in other observations than those in state. */
  void change(List<LoggedEvent> observations, ObservationEnds ends) {
    read = observations;
    changed = true;
    size = observations.size();
    if (size > 0) {
      first = observations.get(0).time();
      last = observations.get(size - 1).time();
      look = nextLook(observations, ends);
    }
  }

  /** Returns when to look for the first of some that ends, {@link Long#MAX_VALUE} for never. */
  static long nextLook(List<LoggedEvent> observations, ObservationEnds ends) {
    long next = Long.MAX_VALUE;
    for (LoggedEvent observation : observations) {
      next = Math.min(next, ends.look(observation));
    }
    return next;
  }

  /** Returns how many of some observations are not later than a time. */
  static int until(List<LoggedEvent> observations, long time) {
    int low = 0;
    int high = observations.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (observations.get(middle).time() > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Reads what the head knows of a chunk. */
  static LogChunk readEntry(ByteReader in, long before) {
    LogChunk chunk = new LogChunk(in.readInt());
    chunk.size = in.readInt();
    chunk.first = before + in.readSigned();
    chunk.last = chunk.first + in.readSigned();
    chunk.look = in.readFixed();
    return chunk;
  }

  /**
   * Writes what the head knows of it.
   *
   * @param before the time that the chunk before it ends with
   */
  void writeEntry(ByteWriter out, long before) {
    out.writeLong(number).writeLong(size);
    out.writeSigned(first - before).writeSigned(last - first).writeFixed(look);
  }
}
