package org.drey.cli.blocklist;

import java.util.concurrent.TimeUnit;
import org.drey.terminal.ProgressLine;

/** Says how far a compilation is, once it has taken two seconds. */
final class CompileProgress {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ProgressLine progress = ProgressLine.onTerminal();
  private final long began = System.nanoTime();

  void entries(long count) {
    show(String.format("%,d entries", count));
  }

  void writing() {
    show("writing");
  }

  void clear() {
    progress.clear();
  }

  private void show(String text) {
    if (System.nanoTime() - began > QUIET_NANOS) {
      progress.show(() -> text);
    }
  }
}
