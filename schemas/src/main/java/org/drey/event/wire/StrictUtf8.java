package org.drey.event.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text from UTF-8 that must be valid.
 *
 * <p>Java's own conversion puts U+FFFD for what it cannot read, which would make one token of two.
 */
public final class StrictUtf8 {
  /** The bits of eight bytes that no byte of ASCII has. */
  private static final long BEYOND_ASCII = 0x8080808080808080L;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

  /** Returns whether bytes are ASCII, looked at by eights. */
  static boolean isAscii(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    long all = 0;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      all |= (long) EIGHT.get(bytes, at);
    }
    if (at <= bytes.length - Long.BYTES) {
      all |= (long) EIGHT.get(bytes, at) & firstBytes(end - at);
    } else {
      for (; at < end; at++) {
        all |= bytes[at];
      }
    }
    return (all & BEYOND_ASCII) == 0;
  }

  /** The bits of the first bytes of eight, fewer than all. */
  private static long firstBytes(int count) {
    return (1L << (count * Byte.SIZE)) - 1;
  }
}
