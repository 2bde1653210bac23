package org.drey.edge.icap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a client that has so long to take each piece: sockets have no such bound themselves,
 * and a client that does not read must not hold a thread for ever.
 */
final class IcapOutput {
  private final OutputStream out;
  private final Duration patience;
  private final Runnable giveUp;
  private final ScheduledExecutorService timer;

  /**
   * Writes nothing yet.
   *
   * @param giveUp closes the socket, which lets a write that waits fail
   */
  IcapOutput(OutputStream out, Duration patience, Runnable giveUp, ScheduledExecutorService timer) {
    this.out = out;
    this.patience = patience;
    this.giveUp = giveUp;
    this.timer = timer;
  }

  void write(byte[] bytes) throws IOException {
    ScheduledFuture<?> late = timer.schedule(giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      out.write(bytes);
    } finally {
      late.cancel(false);
    }
  }
}
