package org.drey.rules.log;

import org.drey.rules.schema.EventId;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * A point in a log: after all observations of an earlier time, and after some or all of those of
 * its time.
 *
 * @param time milliseconds since 1970
 * @param event the last of that time which is before the point, null if all are
 */
public record LogPoint(long time, @Nullable EventId event) implements Comparable<LogPoint> {

  /** The point after all that is not later than a time. */
  public static LogPoint after(long time) {
    return new LogPoint(time, null);
  }

  /** The point right after an observation. */
  public static LogPoint after(LoggedEvent one) {
    return new LogPoint(one.time(), one.event());
  }

  /** Returns whether an observation is after this point. */
  public boolean isBefore(LoggedEvent one) {
    return time < one.time()
        || (time == one.time() && event != null && event.compareTo(one.event()) < 0);
  }

  @Override
  public int compareTo(LogPoint other) {
    if (time != other.time || event == null || other.event == null) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Boolean.compare(event == null, other.event == null);
    }
    return event.compareTo(other.event);
  }

  static LogPoint read(ByteReader in) {
    long time = in.readFixed();
    return new LogPoint(
        time, in.readByte() == 0 ? null : new EventId(in.readText(), in.readId(), in.readInt()));
  }

  void write(ByteWriter out) {
    out.writeFixed(time).writeByte(event == null ? 0 : 1);
    if (event != null) {
      out.writeText(event.provider()).writeId(event.eventId()).writeLong(event.keyVersion());
    }
  }
}
