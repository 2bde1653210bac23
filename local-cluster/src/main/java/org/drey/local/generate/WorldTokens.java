package org.drey.local.generate;

import java.util.HexFormat;

/** Makes the opaque tokens of one world: they differ, and say nothing but their kind. */
final class WorldTokens {
  private static final int DIGITS = 12;
  private static final int BITS = 4 * DIGITS;
  private static final long MASK = (1L << BITS) - 1;

  private final HexFormat hex = HexFormat.of();
  private final long salt;
  private long made;

  WorldTokens(long seed) {
    salt = SeededRandom.mix(seed) & MASK;
  }

  /** A token that no other call returns. */
  String next(String kind) {
    return kind + "-" + hex.toHexDigits(scramble(made++), DIGITS);
  }

  /** Each step can be undone, so no two numbers end as one. */
  private long scramble(long number) {
    long bits = (number ^ salt) & MASK;
    bits = (bits * 0xDA942042E4DD58B5L) & MASK;
    bits ^= bits >>> (BITS / 2);
    bits = (bits * 0x9E3779B97F4A7C15L) & MASK;
    return bits ^ (bits >>> (BITS / 2));
  }
}
