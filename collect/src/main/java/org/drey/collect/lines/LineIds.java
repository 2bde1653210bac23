package org.drey.collect.lines;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.drey.base.Sha256Digests;

/**
 * Ids of lines that have none of their own: of the text, the part of the file in which it is, and
 * how often it came before in this part. A file is known by its first line, so that the same file
 * gives the same ids, under whatever name. For one thread.
 */
final class LineIds {
  /** The size of a part: so much is read again after a restart, to know how often a text came. */
  static final long PART_BYTES = 1 << 20;

  private static final int ID_BYTES = 16;

  private final Map<Long, Integer> counts = new HashMap<>();
  private final CRC32C sum = new CRC32C();
  private final MessageDigest digest = Sha256Digests.sha256();
  private byte[] file = {}; // a digest of its first line
  private long part = -1;

  /** Notes the first line of the file. */
  void first(byte[] line) {
    file = Sha256Digests.sha256(line);
  }

  /** Notes a line that was taken before a restart. */
  int count(byte[] line, long position) {
    if (position / PART_BYTES != part) {
      part = position / PART_BYTES;
      counts.clear();
    }
    sum.reset();
    sum.update(line);
    // Two texts of one sum only take numbers from each other, and always the same ones.
    return counts.merge(sum.getValue(), 1, Integer::sum);
  }

  /** The id of a line. */
  String id(byte[] line, long position) {
    int count = count(line, position);
    digest.update(file);
    digest.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(part).putInt(count).flip());
    digest.update(line);
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }
}
