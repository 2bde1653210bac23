package org.drey.blocklist.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {
  private static final long FIRST_EIGHT = 0x0706050403020100L;
  private final SipHash hash = SipHash.thorough(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /** The vectors of the reference implementation: key 00 01 … 0f, message 00 01 … of a length. */
  @ParameterizedTest
  @CsvSource({
    "8, 93f5f5799a932462",
    "9, 9e0082df0ba9e4b0",
    "10, 7a5dbbc594ddb9f3",
    "11, f4b32f46226bada7",
    "12, 751e8fbc860ee5fb",
    "13, 14ea5627c0843d90",
    "14, f723ca908e7af2ee",
    "15, a129ca6149be45e5"
  })
  void givesTheReferenceVectors(int length, String expected) {
    byte[] rest = new byte[length - Long.BYTES];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = (byte) (Long.BYTES + i);
    }
    String text = new String(rest, StandardCharsets.ISO_8859_1);
    assertEquals(expected, Long.toHexString(whole(FIRST_EIGHT, text)));
  }

  @Test
  void aLongerTextGoesInBlocksFromItsEnd() {
    // Hashing "b" * 8 behind "a" is hashing the block "bbbbbbbb", then the rest "a".
    String text = "a" + "b".repeat(8) + "c".repeat(8);
    assertEquals(whole(7, text), whole(7, "x" + text, 1, 18));
    assertEquals(naive(7, text), whole(7, text));
  }

  @Test
  void anyPartEqualsAnIndependentReading() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder built = new StringBuilder();
      int length = random.nextInt(60);
      for (int c = 0; c < length; c++) {
        built.append("ab-.".charAt(random.nextInt(4)));
      }
      String text = built.toString();
      int dots = 1 + random.nextInt(3);
      int cut = text.length();
      for (int d = 0; d < dots && cut >= 0; d++) {
        cut = text.lastIndexOf('.', cut - 1);
      }
      AsciiBytes ascii = AsciiBytes.of(text);
      assertEquals(
          naive(i, text.substring(cut + 1)),
          hash.ofLabels(i, ascii, ascii.end(), dots),
          "a text of " + length + " characters, dots " + dots);
      assertEquals(cut + 1, ascii.partStart() - AsciiBytes.START);
    }
  }

  private long whole(long previous, String text) {
    return whole(previous, text, 0, text.length());
  }

  private long whole(long previous, String text, int from, int to) {
    return hash.of(previous, AsciiBytes.of(text), AsciiBytes.START + from, AsciiBytes.START + to);
  }

  /** SipHash-2-4 as the paper writes it, over a message that is put together first. */
  private static long naive(long previous, String text) {
    int blocks = text.length() / 8;
    long[] words = new long[blocks + 2];
    words[0] = previous;
    for (int block = 0; block < blocks; block++) {
      int to = text.length() - 8 * block;
      words[block + 1] = word(text.substring(to - 8, to));
    }
    String rest = text.substring(0, text.length() % 8);
    words[blocks + 1] = word(rest) | (long) (text.length() + 8) << 56;
    long[] v = {
      0x0706050403020100L ^ 0x736f6d6570736575L,
      0x0f0e0d0c0b0a0908L ^ 0x646f72616e646f6dL,
      0x0706050403020100L ^ 0x6c7967656e657261L,
      0x0f0e0d0c0b0a0908L ^ 0x7465646279746573L
    };
    for (long word : words) {
      v[3] ^= word;
      round(v);
      round(v);
      v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 4; i++) {
      round(v);
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static long word(String text) {
    long word = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      word = word << 8 | text.charAt(i);
    }
    return word;
  }

  private static void round(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }
}
