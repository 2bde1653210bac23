package org.drey.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says how far a command is; elsewhere silent or a line at times. */
public final class ProgressLine {
  private final PrintStream err;
  private final boolean terminal;
  private final @Nullable Duration between;
  private final LongSupplier nanos;
  private long last;
  private boolean isShown;

  private ProgressLine(
      PrintStream err, boolean terminal, @Nullable Duration between, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.between = between;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /** Shows on standard error if the terminal is interactive, which the launcher knows. */
  public static ProgressLine onTerminal() {
    return new ProgressLine(
        System.err, Boolean.getBoolean("drey.terminal.err"), null, System::nanoTime);
  }

  /** The same, and into a file or pipe a line each time that so much time has passed. */
  public static ProgressLine alsoElsewhere(Duration between) {
    return elsewhere(
        System.err, Boolean.getBoolean("drey.terminal.err"), between, System::nanoTime);
  }

  static ProgressLine elsewhere(
      PrintStream err, boolean terminal, Duration between, LongSupplier nanos) {
    return new ProgressLine(err, terminal, between, nanos);
  }

  /** Replaces the line; its text is made only if it is shown. */
  public void show(Supplier<String> text) {
    if (terminal) {
      isShown = true;
      err.print("\r\u001b[K" + text.get());
      err.flush();
    } else if (between != null && nanos.getAsLong() - last >= between.toNanos()) {
      last = nanos.getAsLong();
      err.println(text.get());
    }
  }

  /** Removes the line, if there is one. */
  public void clear() {
    if (isShown) {
      show(() -> "");
      isShown = false;
    }
  }
}
