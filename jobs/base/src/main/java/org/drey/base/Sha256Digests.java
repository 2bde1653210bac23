package org.drey.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
public final class Sha256Digests {
  private Sha256Digests() {}

  /** A new digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of some bytes. */
  public static byte[] sha256(byte[] content) {
    return sha256().digest(content);
  }

  /** The digest of a text in UTF-8. */
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of a text in UTF-8, as 64 hex digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }
}
