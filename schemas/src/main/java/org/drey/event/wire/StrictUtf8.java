package org.drey.event.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text from UTF-8 that must be valid.
 *
 * <p>Java's own conversion puts U+FFFD for what it cannot read, which would make one token of two.
 */
public final class StrictUtf8 {
  private StrictUtf8() {}

  /** The text, or a {@link CharacterCodingException} if the bytes are not UTF-8. */
  public static String decode(byte[] bytes, int offset, int length)
      throws CharacterCodingException {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    // Either an honest U+FFFD or a replacement: only the slow way can distinguish them.
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
  }
}
