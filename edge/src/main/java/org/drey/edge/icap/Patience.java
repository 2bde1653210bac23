package org.drey.edge.icap;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reads from a client that has so long for one thing: a client that sends byte after byte, each
 * just in time, must not hold a thread for ever. Not for several threads at once.
 */
final class Patience implements IcapInput.Source {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final InputStream in;
  private final Wait wait;
  private final LongSupplier nanos;
  private long pauseMillis;
  private long end;

  /** Sets how long a read waits before it throws {@link SocketTimeoutException}. */
  interface Wait {
    /** At least 1 ms. */
    void set(int millis) throws IOException;
  }

  /**
   * Has no time until {@link #begin}.
   *
   * @param nanos the time in nanoseconds since any moment, as {@link System#nanoTime}
   */
  Patience(InputStream in, Wait wait, LongSupplier nanos) {
    this.in = in;
    this.wait = wait;
    this.nanos = nanos;
    this.end = nanos.getAsLong();
  }

  /**
   * What is read next has so long from now on.
   *
   * @param pause the longest wait for the next byte, at least 1 ms
   * @param whole the time for all of it
   */
  void begin(Duration pause, Duration whole) {
    pauseMillis = pause.toMillis();
    end = nanos.getAsLong() + whole.toNanos();
  }

  @Override
  public int read(byte[] into) throws IOException {
    long left = end - nanos.getAsLong();
    if (left <= 0) {
      throw new SocketTimeoutException("the client took too long");
    }
    long millis = Math.min(pauseMillis, left / NANOS_PER_MILLI + 1);
    wait.set((int) millis);
    return in.read(into);
  }
}
