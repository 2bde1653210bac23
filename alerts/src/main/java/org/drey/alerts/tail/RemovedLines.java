package org.drey.alerts.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drey.alerts.source.ResultLines;
import org.drey.base.OwnerOnly;

/**
 * Copies lines without those of keys that were deleted, and without those that name someone who was
 * erased.
 */
final class RemovedLines {
  private RemovedLines() {}

  /**
   * Copies a file.
   *
   * @param fields that make the key of a line's record
   * @param removed of a key, how many lines the file had when it was deleted: later ones stay
   * @param erased which other lines go, wherever they are
   * @return how many lines the copy has
   */
  static long copy(
      Path from, Path to, List<String> fields, Map<String, Long> removed, Predicate<byte[]> erased)
      throws IOException {
    long[] copied = {0};
    try (OutputStream out = OwnerOnly.create(to)) {
      ResultLines.each(
          from,
          (line, place) -> {
            if (place.number() > removed.getOrDefault(ResultLines.key(line, fields), 0L)
                && !erased.test(line)) {
              out.write(line);
              out.write('\n');
              copied[0]++;
            }
          });
    }
    return copied[0];
  }
}
