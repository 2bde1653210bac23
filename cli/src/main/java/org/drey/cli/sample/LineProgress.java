package org.drey.cli.sample;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.drey.terminal.ProgressLine;

/** The progress of reading lines, at a terminal. */
public final class LineProgress {
  private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  private LineProgress() {}

  /** Shows how far it is when it has taken a while, and again after as long. */
  public static LongConsumer on(ProgressLine progress) {
    long[] last = {System.nanoTime()};
    return lines -> {
      if (System.nanoTime() - last[0] > SHOW_NANOS) {
        last[0] = System.nanoTime();
        progress.show(() -> "reading: %,d lines".formatted(lines));
      }
    };
  }
}
