package org.drey.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The terminal, as far as the launcher knows it. */
public final class TerminalInfo {
  private static final int USUAL_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 60;
  private static final int MAX_COLUMNS = 100;

  private TerminalInfo() {}

  /**
   * Returns whether what is printed may be bold: a person reads it, and has not asked for NO_COLOR.
   */
  public static boolean showsColour() {
    return Boolean.getBoolean("drey.terminal.out") && System.getenv("NO_COLOR") == null;
  }

  /** Returns how wide text is best: as the terminal, within what can be read; 80 in a file. */
  public static int columns() {
    return Boolean.getBoolean("drey.terminal.out")
        ? Math.max(
            LEAST_COLUMNS,
            Math.min(MAX_COLUMNS, Integer.getInteger("drey.terminal.columns", USUAL_COLUMNS)))
        : USUAL_COLUMNS;
  }

  /** Returns how wide a table is best: as the terminal; 80 in a file. */
  public static int width() {
    return Boolean.getBoolean("drey.terminal.out")
        ? Math.max(LEAST_COLUMNS, Integer.getInteger("drey.terminal.columns", USUAL_COLUMNS))
        : USUAL_COLUMNS;
  }

  /** Returns whether the terminal is interactive, so that a person can be asked. */
  public static boolean canAsk() {
    return Boolean.getBoolean("drey.terminal.in") && Boolean.getBoolean("drey.terminal.out");
  }

  /** Asks; only y and yes are a yes. */
  public static boolean isYes(PrintWriter out, String question) throws IOException {
    out.print(question + " [y/N] ");
    out.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    String said = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
    return said.equals("y") || said.equals("yes");
  }
}
