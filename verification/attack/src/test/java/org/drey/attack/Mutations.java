package org.drey.attack;

import java.util.Arrays;
import java.util.Random;

/** Changes to bytes such as a faulty or hostile sender makes. */
final class Mutations {
  private static final byte[] ENDS = {0, 1, 2, 127, -128, -2, -1};

  private Mutations() {}

  /**
   * A copy with a few changes.
   *
   * @param keep how many bytes at the beginning stay
   */
  static byte[] of(byte[] sound, int keep, Random random) {
    byte[] bytes = sound.clone();
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      if (bytes.length <= keep) {
        return bytes;
      }
      bytes = one(bytes, keep + random.nextInt(bytes.length - keep), random);
    }
    return bytes;
  }

  /** Any bytes. */
  static byte[] random(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] one(byte[] bytes, int at, Random random) {
    int length = Math.min(1 + random.nextInt(1 + random.nextInt(20)), bytes.length - at);
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes[at] = ENDS[random.nextInt(ENDS.length)];
      case 3 -> Arrays.fill(bytes, at, at + length, ENDS[random.nextInt(ENDS.length)]);
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return spliced(bytes, at, at + length, new byte[0]);
      }
      case 6 -> {
        return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      }
      default -> {
        return spliced(bytes, at, at, random(random, 12));
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    byte[] spliced = new byte[from + between.length + bytes.length - to];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced;
  }
}
