package org.drey.rules.state;

import java.util.Arrays;
import java.util.List;

/** Writes numbers and texts as few bytes. */
public final class ByteWriter {
  static final int TEXT_ID = 0;
  static final int HEX_ID = 1;
  static final int UUID_ID = 2;

  private static final int HEX_LENGTH = 32;
  private static final int UUID_LENGTH = 36;
  private static final int FIRST_SIZE = 256;

  /**
   * The value of a lower-case hex digit, by its character; -1 for others. A table, since a
   * processor guesses wrongly how comparisons with random digits end.
   */
  private static final byte[] DIGITS = digits();

  private byte[] bytes;
  private int size;

  /** A writer of a few bytes. */
  public ByteWriter() {
    this(FIRST_SIZE);
  }

  /** A writer of about so many bytes. */
  public ByteWriter(int about) {
    bytes = new byte[about];
  }

  /** One byte. */
  public ByteWriter writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** A number of which small ones over or at 0 are short: 7 bits a byte. */
  public ByteWriter writeLong(long value) {
    reserve(Long.BYTES + 2);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** A number of which those near 0 are short. */
  public ByteWriter writeSigned(long value) {
    return writeLong((value << 1) ^ (value >> 63));
  }

  /** Eight bytes. */
  public ByteWriter writeFixed(long value) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** A number with a fraction. */
  public ByteWriter writeDouble(double value) {
    return writeFixed(Double.doubleToRawLongBits(value));
  }

  /** Bytes as they are. */
  public ByteWriter writeAll(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Bytes, after how many they are. */
  public ByteWriter writeBytes(byte[] value) {
    return writeLong(value.length).writeAll(value);
  }

  /** Bytes that begin and end as others do which the reader has: what is between, and how much. */
  public ByteWriter writeLike(byte[] other, byte[] value) {
    int most = Math.min(value.length, other.length);
    int begin = Arrays.mismatch(value, other);
    begin = begin < 0 ? most : begin;
    int end = 0;
    while (end < most - begin && value[value.length - 1 - end] == other[other.length - 1 - end]) {
      end++;
    }
    int between = value.length - begin - end;
    writeLong(begin).writeLong(end).writeLong(between).reserve(between);
    System.arraycopy(value, begin, bytes, size, between);
    size += between;
    return this;
  }

  /** Returns what another one was given, after how many bytes it is. */
  public ByteWriter writeBytes(ByteWriter other) {
    writeLong(other.size);
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
    return this;
  }

  /** A text of any characters: a byte each, or two if one of them needs two. */
  public ByteWriter writeText(String value) {
    boolean wide = isWide(value);
    int width = wide ? 2 : 1;
    writeLong(2L * value.length() + (wide ? 1 : 0));
    reserve(width * value.length());
    for (int i = 0; i < value.length(); i++) {
      if (wide) {
        bytes[size++] = (byte) (value.charAt(i) >>> 8);
      }
      bytes[size++] = (byte) value.charAt(i);
    }
    return this;
  }

  /** A text that is mostly a hash in 32 hex digits or a UUID, which take 17 bytes. */
  public ByteWriter writeId(String id) {
    boolean isUuid = id.length() == UUID_LENGTH;
    if (isUuid || id.length() == HEX_LENGTH) {
      int start = size;
      if (writeByte(isUuid ? UUID_ID : HEX_ID).writeHex(id, isUuid)) {
        return this;
      }
      size = start;
    }
    return writeByte(TEXT_ID).writeText(id);
  }

  /** Writes lower-case hex digits, of a UUID with hyphens; false if others are among them. */
  private boolean writeHex(String id, boolean isUuid) {
    reserve(HEX_LENGTH / 2);
    int at = size;
    int i = 0;
    while (i < id.length()) {
      if (isUuid && (i == 8 || i == 13 || i == 18 || i == 23)) {
        if (id.charAt(i) != '-') {
          return false;
        }
        i++;
      }
      int both = digit(id.charAt(i)) << 4 | digit(id.charAt(i + 1));
      if (both < 0) {
        return false;
      }
      bytes[at++] = (byte) both;
      i += 2;
    }
    size = at;
    return true;
  }

  private static int digit(char c) {
    return c < DIGITS.length ? DIGITS[c] : -1;
  }

  private static byte[] digits() {
    byte[] digits = new byte[1 << Byte.SIZE];
    Arrays.fill(digits, (byte) -1);
    for (int value = 0; value < 16; value++) {
      digits[Character.forDigit(value, 16)] = (byte) value;
    }
    return digits;
  }

  /** Texts, after how many they are. */
  public ByteWriter writeTexts(List<String> texts) {
    writeLong(texts.size());
    texts.forEach(this::writeText);
    return this;
  }

  private static boolean isWide(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many bytes were written. */
  public int size() {
    return size;
  }

  /** Returns what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
