package org.drey.blocklist.name;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Text such as no one means, for tests that anything is taken. */
public final class Junk {
  private static final String ODD = "abAB09-_.。．*%@:/\\[]#?xn--=ßüא\u0338\u200D\u00AD\uD800";

  private Junk() {}

  /** At most some forty characters: any bytes, odd characters, or Latin ones before a name. */
  public static String text(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return switch (random.nextInt(4)) {
      case 0 -> new String(bytes, StandardCharsets.UTF_8);
      case 1 -> new String(bytes, StandardCharsets.UTF_16);
      case 2 -> pick(random, ODD, bytes.length);
      default -> new String(bytes, StandardCharsets.ISO_8859_1) + ".example";
    };
  }

  /** Characters of an alphabet, drawn at random. */
  public static String pick(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
