package org.drey.event.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding, read from one byte array and never beyond it.
 *
 * <p>Avro's own decoder allocates what a length claims before it looks whether the bytes are there;
 * its limits are system properties, one set for the whole process. Here a length or count above the
 * remaining bytes is refused at once (none of our schemas has elements of no bytes), as are text
 * that is not UTF-8, numbers too long for their type and booleans other than 0 and 1.
 */
final class BoundedDecoder extends Decoder {
  private static final int LAST_SHIFT = 63;

  private byte[] bytes = new byte[0];
  private int position;
  private int longestText;
  private boolean hasEmptyText;
  private long items;

  /** Starts over on other bytes. */
  void reset(byte[] newBytes, int offset) {
    bytes = newBytes;
    position = offset;
    longestText = 0;
    hasEmptyText = false;
    items = 0;
  }

  /**
   * Returns whether what was read has no empty text, no longer one than a bound, and no more items
   * than that in its lists together. What was skipped does not count.
   */
  boolean isSmall(int bound) {
    return !hasEmptyText && longestText <= bound && items <= bound;
  }

  boolean isAtEnd() {
    return position == bytes.length;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() {
    byte value = next();
    if (value != 0 && value != 1) {
      throw new BrokenBody("not a boolean");
    }
    return value == 1;
  }

  @Override
  public int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new BrokenBody("not a 32-bit number");
    }
    return (int) value;
  }

  @Override
  public long readLong() {
    byte b = next();
    long zigzag = b & 0x7f;
    for (int shift = 7; b < 0; shift += 7) {
      b = next();
      if (shift == LAST_SHIFT && (b & 0xff) > 1) {
        throw new BrokenBody("not a 64-bit number");
      }
      zigzag |= (long) (b & 0x7f) << shift;
    }
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  @Override
  public float readFloat() {
    return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() {
    return Double.longBitsToDouble(littleEndian(Double.BYTES));
  }

  @Override
  public Utf8 readString(Utf8 old) {
    return new Utf8(readString());
  }

  @Override
  public String readString() {
    int length = length();
    longestText = Math.max(longestText, length);
    hasEmptyText |= length == 0;
    try {
      String text = StrictUtf8.decode(bytes, position, length);
      position += length;
      return text;
    } catch (CharacterCodingException e) {
      throw new BrokenBody("not UTF-8");
    }
  }

  /** Returns where the next value begins. */
  int position() {
    return position;
  }

  @Override
  public void skipString() {
    skipFixed(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) {
    byte[] copy = new byte[length()];
    readFixed(copy, 0, copy.length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() {
    skipString();
  }

  @Override
  public void readFixed(byte[] target, int start, int length) {
    require(length);
    System.arraycopy(bytes, position, target, start, length);
    position += length;
  }

  @Override
  public void skipFixed(int length) {
    require(length);
    position += length;
  }

  @Override
  public int readEnum() {
    return readInt();
  }

  @Override
  public long readArrayStart() {
    return count();
  }

  @Override
  public long arrayNext() {
    return count();
  }

  @Override
  public long skipArray() {
    long count = readLong();
    while (count < 0) {
      skipFixed(length());
      count = readLong();
    }
    require(count);
    return count;
  }

  @Override
  public long readMapStart() {
    return count();
  }

  @Override
  public long mapNext() {
    return count();
  }

  @Override
  public long skipMap() {
    return skipArray();
  }

  @Override
  public int readIndex() {
    return readInt();
  }

  /** The number of elements of a block; a negative one announces the block's length in bytes. */
  private long count() {
    long count = readLong();
    if (count < 0) {
      length();
      count = -count;
    }
    require(count);
    items += count;
    return count;
  }

  private int length() {
    long length = readLong();
    require(length);
    return (int) length;
  }

  private void require(long length) {
    if (length < 0 || length > bytes.length - position) {
      throw new BrokenBody("longer than the message");
    }
  }

  private byte next() {
    if (position >= bytes.length) {
      throw new BrokenBody("shorter than its schema");
    }
    return bytes[position++];
  }

  private long littleEndian(int length) {
    require(length);
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (bytes[position++] & 0xffL) << (8 * i);
    }
    return value;
  }

  /** The body does not fit its schema. Without a stack trace: it never leaves the codec. */
  static final class BrokenBody extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenBody(String message) {
      super(message, null, false, false);
    }
  }
}
