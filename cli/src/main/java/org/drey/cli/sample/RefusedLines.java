package org.drey.cli.sample;

/**
 * The lines that are refused for one reason.
 *
 * @param count how many
 * @param file the file of the first
 * @param line its number, from 1
 * @param detail which field of it, and what was expected; never a value
 */
public record RefusedLines(long count, String file, long line, String detail) {
  RefusedLines and(RefusedLines later) {
    return new RefusedLines(count + later.count, file, line, detail);
  }
}
