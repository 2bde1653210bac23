package org.drey.cli.console;

import java.io.PrintStream;
import java.util.function.Supplier;

/** One line on a terminal that says how far a command is; silent elsewhere. */
public final class Progress {
  private final PrintStream err;
  private final boolean terminal;

  private Progress(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Shows on standard error if a person sits there, which the launcher knows. */
  public static Progress onTerminal() {
    return new Progress(System.err, Boolean.getBoolean("drey.terminal.err"));
  }

  /** Replaces the line; its text is made only if it is shown. */
  public void show(Supplier<String> text) {
    if (terminal) {
      err.print("\r\u001b[K" + text.get());
      err.flush();
    }
  }

  /** Removes the line. */
  public void clear() {
    show(() -> "");
  }
}
