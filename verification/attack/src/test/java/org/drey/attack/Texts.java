package org.drey.attack;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts that no one means, made of what libraries have failed on. */
final class Texts {
  /** Is in what is sent, and must be in nothing that is written. */
  static final String MARK = "zqpoison";

  private static final int LONGEST = 1_100;

  /** Characters that normalization makes longer, up to eighteen times. */
  private static final int[] GROWING =
      IntStream.range(0x80, 0x20000)
          .filter(c -> Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF))
          .filter(
              c -> Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC).length() > 3)
          .toArray();

  private static final String ODD =
      "abAB09-_.\u3002\uff0e*%@:/\\[]#?=&;\u00df\u00fc\u05d0\u0338\u200d\u00ad\ud800\u202e\u0000\r\n\t\u001b'\"<>{}$`|^~ ";

  private static final List<String> WORDS =
      List.of(
          "xn--",
          "xn--a-",
          "www.",
          ".example",
          "%EF%B7%BA",
          "%2e%2e/",
          "%252e",
          "0x7f.1",
          "127.0.0.1",
          "[::1]",
          "http:",
          "//",
          "../",
          "${jndi:x}",
          "%s%n",
          "\u0130",
          "\ud83d\udc3f\ufe0f\u200d");

  private Texts() {}

  /** A few runs of pieces, most short, some beyond every limit. */
  static String any(Random random) {
    StringBuilder text = new StringBuilder();
    for (int runs = 1 + random.nextInt(5); runs > 0; runs--) {
      String piece = piece(random);
      int most = random.nextInt(8) > 0 ? 4 : Math.max(1, LONGEST / piece.length());
      text.append(piece.repeat(1 + random.nextInt(most)));
    }
    return text.toString();
  }

  /** As {@link #any}, of at most so many bytes of UTF-8. */
  static String atMost(Random random, int bytes) {
    byte[] text = any(random).getBytes(StandardCharsets.UTF_8);
    int end = Math.min(text.length, bytes);
    while (end < text.length && end > 0 && (text[end] & 0xC0) == 0x80) {
      end--; // not within a character
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /** Each byte of UTF-8 as a percent escape. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      escaped.append('%');
      escaped.append(Character.forDigit((b >> 4) & 15, 16));
      escaped.append(Character.forDigit(b & 15, 16));
    }
    return escaped.toString();
  }

  static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String piece(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> Character.toString(GROWING[random.nextInt(GROWING.length)]);
      case 1 -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
      case 2 -> String.valueOf((char) random.nextInt(0x10000));
      case 3 -> pick(random, WORDS);
      case 4 -> String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
      case 5 -> ".";
      default -> String.valueOf((char) ('a' + random.nextInt(26)));
    };
  }
}
