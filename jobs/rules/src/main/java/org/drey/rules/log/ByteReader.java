package org.drey.rules.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link ByteWriter} wrote. */
public final class ByteReader {
  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int readByte() {
    return bytes[at++] & 0xFF;
  }

  public long readLong() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  public int readInt() {
    return (int) readLong();
  }

  public long readSigned() {
    long value = readLong();
    return (value >>> 1) ^ -(value & 1);
  }

  public long readFixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes[at++] & 0xFF);
    }
    return value;
  }

  public byte[] readBytes() {
    int length = readInt();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  public String readText() {
    long size = readLong();
    int length = (int) (size >>> 1);
    if ((size & 1) == 0) {
      at += length;
      return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) (((bytes[at++] & 0xFF) << 8) | (bytes[at++] & 0xFF));
    }
    return new String(chars);
  }
}
