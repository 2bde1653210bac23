package org.drey.alerts.tail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.drey.alerts.source.Lines;

/**
 * Copies lines without those of keys that were deleted. The key is a line's first field, as in the
 * schemas of all topics from which anything is deleted.
 */
final class RemovedLines {
  private RemovedLines() {}

  /**
   * Copies a file.
   *
   * @param removed of a key, how many lines the file had when it was deleted: later ones stay
   * @return how many lines the copy has
   */
  static long copy(Path from, Path to, Map<String, Long> removed) throws IOException {
    long[] copied = {0};
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      Lines.each(
          from,
          (line, number, ended) -> {
            if (number > removed.getOrDefault(Lines.key(line), 0L)) {
              out.write(line);
              out.write('\n');
              copied[0]++;
            }
          });
    }
    return copied[0];
  }
}
