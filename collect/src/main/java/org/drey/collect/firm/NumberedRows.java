package org.drey.collect.firm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rows of a file as numbers by fingerprint, of which each fingerprint has one. */
final class NumberedRows {
  /** No row has this number. */
  static final int NONE = -1;

  private NumberedRows() {}

  /** Makes numbers of rows. */
  interface RowNumbers {
    /** Returns the fingerprint of whom a row is about. */
    long print(FirmRows row);

    /** Returns the number of what a row says, from 0. */
    int number(FirmRows row);
  }

  /** Thrown for a row that differs from one of the same fingerprint. */
  private static final class DoubledRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long print;
    private final int line;

    DoubledRowException(long print, int line) {
      super("", null, false, false);
      this.print = print;
      this.line = line;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if a line cannot be, or two rows of one fingerprint differ; says which
   *     lines, and nothing of them
   */
  static FingerprintTable read(
      Path file, List<String> required, List<String> optional, RowNumbers rows) throws IOException {
    FingerprintTable table = new FingerprintTable();
    try {
      FirmRows.read(
          file,
          required,
          optional,
          (row, line) -> {
            long print = rows.print(row);
            int number = rows.number(row);
            int before = table.get(print, NONE);
            if (before != NONE && before != number) {
              throw new DoubledRowException(print, line);
            }
            table.put(print, number);
          });
    } catch (DoubledRowException e) {
      throw new IOException(
          "lines %d and %d are about the same and differ: leave one of them"
              .formatted(firstLine(file, required, optional, rows, e.print), e.line),
          e);
    }
    return table;
  }

  private static int firstLine(
      Path file, List<String> required, List<String> optional, RowNumbers rows, long print)
      throws IOException {
    int[] first = {0};
    FirmRows.read(
        file,
        required,
        optional,
        (row, line) -> {
          if (first[0] == 0 && rows.print(row) == print) {
            first[0] = line;
          }
        });
    return first[0];
  }
}
