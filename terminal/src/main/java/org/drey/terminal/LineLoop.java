package org.drey.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Lines of the standard input, each with its answer. */
public final class LineLoop {
  /** The longest line that is an input, in UTF-16 units. */
  public static final int MAX_LINE = 1 << 22;

  private static final int BUFFER = 1 << 16;
  private static final int LINES_A_FLUSH = 1000;

  private LineLoop() {}

  /**
   * Answers line after line. Flushes when no more is there to read, so that both a file and a
   * dialogue go well, and ends when the answers are no longer read.
   *
   * @param answer is given a line without its end, and of a longer one than {@link #MAX_LINE} no
   *     more than one character beyond it
   */
  public static void hold(PrintWriter out, UnaryOperator<String> answer) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), BUFFER);
    StringBuilder line = new StringBuilder();
    int answered = 0;
    int c = in.read();
    while (c >= 0) {
      for (; c >= 0 && c != '\n'; c = in.read()) {
        if (line.length() <= MAX_LINE) {
          line.append((char) c);
        }
      }
      out.print(answer.apply(withoutReturn(line)) + "\n");
      line.setLength(0);
      if (++answered % LINES_A_FLUSH == 0 || !in.ready()) {
        out.flush();
        if (System.out.checkError()) {
          return;
        }
      }
      c = c < 0 ? c : in.read();
    }
  }

  private static String withoutReturn(StringBuilder line) {
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }
}
