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
  /** The beginning of a chain. */
  static final long START = 0;

  /** More dots than any text has: all of it is hashed. */
  private static final int WHOLE = Integer.MAX_VALUE;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EVERY_BYTE = 0x0101010101010101L;
  private static final long DOTS = EVERY_BYTE * '.';

  private final long key0;
  private final long key1;
  private final boolean thorough;

  private SipHash(long key0, long key1, boolean thorough) {
    this.key0 = key0;
    this.key1 = key1;
    this.thorough = thorough;
  }

  /** SipHash-1-3, the variant for hash tables: for what is computed on every lookup or hit. */
  static SipHash quick(long key0, long key1) {
    return new SipHash(key0, key1, false);
  }

  /** SipHash-2-4, as first published: for ids, which everybody sees. */
  static SipHash thorough(long key0, long key1) {
    return new SipHash(key0, key1, true);
  }

  /** The next link of a chain, for a whole text. */
  long of(long previous, AsciiBytes text) {
    return of(previous, text, AsciiBytes.START, text.end());
  }

  /** The next link of a chain, for a part of a text. */
  long of(long previous, AsciiBytes text, int from, int to) {
    return of(previous, text, from, to, WHOLE);
  }

  /**
   * The next link of a chain, for the last labels of a name, or all of it if it has fewer.
   *
   * @param to where the labels end; {@link AsciiBytes#partStart} then says where they begin
   */
  long ofLabels(long previous, AsciiBytes name, int to, int labels) {
    return of(previous, name, AsciiBytes.START, to, labels);
  }

  /**
   * The hash of the eight bytes of the previous link, then of the part of a text from {@code to}
   * back to the {@code dots}-th dot, which is left out, or to {@code from}. The text is taken in
   * blocks of eight bytes from its end.
   */
  private long of(long previous, AsciiBytes ascii, int from, int to, int dots) {
    byte[] text = ascii.bytes();
    State state = new State(key0, key1);
    long word = previous;
    int at = to;
    int dotsLeft = dots;
    for (boolean last = false; ; ) {
      state.v3 ^= word;
      state.round();
      if (thorough) {
        state.round();
      }
      state.v0 ^= word;
      if (last) {
        return state.finished(thorough);
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
      ascii.partStart(at - taken);
      last = true;
      long kept = taken == 0 ? 0 : word >>> (Long.SIZE - taken * Byte.SIZE);
      word = kept | (long) (to - at + taken + Long.BYTES) << 56;
    }
  }

  /** The highest bit of each of the last {@code available} bytes that is a dot. */
  private static long dotsIn(long word, int available) {
    long other = word ^ DOTS;
    // Zero bytes of a word; one of value 1 above a zero is taken for one too, but that is a slash.
    long zero = (other - EVERY_BYTE) & ~other & EVERY_BYTE << 7;
    return available == 0 ? 0 : zero & -1L << (Long.SIZE - available * Byte.SIZE);
  }

  /** Returns how many bytes follow the n-th dot from the end. */
  private static int behindDot(long dots, int n) {
    long left = dots;
    for (int i = n; i > 1; i--) {
      left ^= Long.highestOneBit(left);
    }
    return Long.numberOfLeadingZeros(left) / Byte.SIZE;
  }

  /** The state of the hash so far. It lives in registers: it never leaves {@link #of}. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void round() {
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

    long finished(boolean thorough) {
      v2 ^= 0xFF;
      round();
      round();
      round();
      if (thorough) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }
  }
}
