package org.drey.rules.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Reads what a {@link ByteWriter} wrote; of bytes that end too early an {@link
 * IndexOutOfBoundsException} says so.
 */
public final class ByteReader {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the version that state begins with.
   *
   * @throws UnknownVersionException if it is another one
   */
  public ByteReader checkVersion(int known) {
    int version = readByte();
    if (version != known) {
      throw new UnknownVersionException(version, known);
    }
    return this;
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
    Objects.checkFromIndexSize(at, length, bytes.length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** Bytes that begin and end as others do. */
  public byte[] readLike(byte[] other) {
    int begin = readInt();
    int end = readInt();
    int between = readInt();
    byte[] value = Arrays.copyOf(other, Math.addExact(begin, between + end));
    System.arraycopy(bytes, at, value, begin, between);
    System.arraycopy(other, other.length - end, value, begin + between, end);
    at += between;
    return value;
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

  /** An id. */
  public String readId() {
    int form = readByte();
    return switch (form) {
      case ByteWriter.HEX_ID -> HEX.toHexDigits(readFixed()) + HEX.toHexDigits(readFixed());
      case ByteWriter.UUID_ID -> new UUID(readFixed(), readFixed()).toString();
      case ByteWriter.TEXT_ID -> readText();
      default -> throw new IllegalStateException("an id has a form that is not known: " + form);
    };
  }

  public List<String> readTexts() {
    List<String> texts = new ArrayList<>();
    for (int i = readInt(); i > 0; i--) {
      texts.add(readText());
    }
    return texts;
  }

  public double readDouble() {
    return Double.longBitsToDouble(readFixed());
  }
}
