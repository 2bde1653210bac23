package org.drey.blocklist.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash (Aumasson and Bernstein, 2012), a keyed hash that cannot be predicted without its key, in
 * links of a chain: each link hashes the link before and a part of a text. So one pass over a name
 * from its end gives the hash of every suffix.
 *
 * <p>Written out because it takes a label from the end of a name without looking for it first,
 * which no library does; checked against the published vectors. Immutable.
 */
final class SipHash {
  /** What a chain begins with. */
  static final long START = 0;

  /** More dots than any text has: all of it is hashed. */
  static final int WHOLE = Integer.MAX_VALUE;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long C0 = 0x736f6d6570736575L;
  private static final long C1 = 0x646f72616e646f6dL;
  private static final long C2 = 0x6c7967656e657261L;
  private static final long C3 = 0x7465646279746573L;

  private static final long EVERY_BYTE = 0x0101010101010101L;
  private static final long DOTS = EVERY_BYTE * '.';

  private final long key0;
  private final long key1;
  private final int blockRounds;
  private final int lastRounds;

  private SipHash(long key0, long key1, int blockRounds, int lastRounds) {
    this.key0 = key0;
    this.key1 = key1;
    this.blockRounds = blockRounds;
    this.lastRounds = lastRounds;
  }

  /** SipHash-1-3, the variant for hash tables: for what is computed on every lookup. */
  static SipHash quick(long key0, long key1) {
    return new SipHash(key0, key1, 1, 3);
  }

  /** SipHash-2-4, as first published: for what is computed on a hit. */
  static SipHash thorough(long key0, long key1) {
    return new SipHash(key0, key1, 2, 4);
  }

  /** The next link of a chain, for a whole text. */
  long of(long previous, Ascii text) {
    return of(previous, text.bytes(), Ascii.START, text.end(), WHOLE);
  }

  /** The next link of a chain, for a part of a text. */
  long of(long previous, byte[] text, int from, int to) {
    return of(previous, text, from, to, WHOLE);
  }

  /**
   * The next link of a chain: the hash of the eight bytes of the previous link, then of the part of
   * a text from {@code to} back to the {@code dots}-th dot, which is left out, or to {@code from}.
   * The text is taken in blocks of eight bytes from its end.
   *
   * @param text with eight bytes of any kind before {@code from}, as {@link Ascii} makes it
   */
  long of(long previous, byte[] text, int from, int to, int dots) {
    long v0 = key0 ^ C0;
    long v1 = key1 ^ C1;
    long v2 = key0 ^ C2;
    long v3 = key1 ^ C3;
    long word = previous;
    int at = to;
    int dotsLeft = dots;
    for (boolean last = false; ; ) {
      v3 ^= word;
      for (int round = blockRounds; round > 0; round--) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
      if (last) {
        return finish(v0, v1, v2, v3);
      }
      word = (long) WORDS.get(text, at - Long.BYTES);
      int available = Math.min(at - from, Long.BYTES);
      long found = dotsIn(word, available);
      int count = Long.bitCount(found);
      if (count < dotsLeft && available == Long.BYTES) {
        dotsLeft -= count;
        at -= Long.BYTES;
        continue;
      }
      int taken = count < dotsLeft ? available : behindDot(found, dotsLeft);
      last = true;
      long kept = taken == 0 ? 0 : word >>> (Long.SIZE - taken * Byte.SIZE);
      word = kept | (long) (to - at + taken + Long.BYTES) << 56;
    }
  }

  /** Where the part begins that {@link #of} would take: behind a dot, or at {@code from}. */
  static int start(byte[] text, int from, int to) {
    int at = to;
    while (true) {
      int available = Math.min(at - from, Long.BYTES);
      long found = dotsIn((long) WORDS.get(text, at - Long.BYTES), available);
      if (found != 0) {
        return at - Long.numberOfLeadingZeros(found) / Byte.SIZE;
      }
      if (available < Long.BYTES) {
        return from;
      }
      at -= Long.BYTES;
    }
  }

  /** The highest bit of each of the last {@code available} bytes that is a dot. */
  private static long dotsIn(long word, int available) {
    long other = word ^ DOTS;
    // Zero bytes of a word; one of value 1 above a zero is taken for one too, but that is a slash.
    long zero = (other - EVERY_BYTE) & ~other & EVERY_BYTE << 7;
    return available == 0 ? 0 : zero & -1L << (Long.SIZE - available * Byte.SIZE);
  }

  /** How many bytes lie behind the n-th dot from the end. */
  private static int behindDot(long dots, int n) {
    long left = dots;
    for (int i = n; i > 1; i--) {
      left ^= Long.highestOneBit(left);
    }
    return Long.numberOfLeadingZeros(left) / Byte.SIZE;
  }

  private long finish(long a, long b, long c, long d) {
    long v0 = a;
    long v1 = b;
    long v2 = c ^ 0xFF;
    long v3 = d;
    for (int round = lastRounds; round > 0; round--) {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
