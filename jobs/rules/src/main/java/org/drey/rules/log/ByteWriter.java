package org.drey.rules.log;

import java.nio.charset.StandardCharsets;
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

  /** A text, as UTF-8. */
  public ByteWriter writeText(String value) {
    return writeBytes(value.getBytes(StandardCharsets.UTF_8));
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
