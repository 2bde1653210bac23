package org.drey.rules.log;

import java.util.Arrays;

/** Writes numbers and texts as few bytes. */
public final class ByteWriter {
  private static final int FIRST_SIZE = 256;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

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

  /** Bytes, after how many they are. */
  public ByteWriter writeBytes(byte[] value) {
    writeLong(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** A text, whatever its characters: a byte each, or two if one of them needs two. */
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

  private static boolean isWide(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
