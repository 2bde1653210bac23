package org.drey.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Ids derived from what they name, so that the same input gives the same ids. */
public final class DerivedIds {
  private static final int BYTES = 16;

  private DerivedIds() {}

  /**
   * 32 hex digits of the SHA-256 of the parts. Each part is preceded by its length, so that no two
   * lists of parts collide.
   */
  public static String of(String... parts) {
    MessageDigest digest = Sha256Digests.sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
