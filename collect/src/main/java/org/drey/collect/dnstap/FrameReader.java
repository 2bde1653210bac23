package org.drey.collect.dnstap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads Frame Streams: a length before each frame; before a control frame a length of zero. What it
 * returns is valid until the next frame.
 */
final class FrameReader {
  /** More than two DNS messages of the greatest length, and what describes them. */
  static final int MAX_FRAME = 1 << 18;

  /** With a greater length the writer is out of step: what follows are no frames. */
  private static final int MAX_SKIPPED = 1 << 24;

  private static final int MAX_CONTROL = 512;
  private static final int FIRST_BUFFER = 1 << 16;

  private final ReadableByteChannel in;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER).flip();
  private int length;

  /** What was read. */
  enum FrameKind {
    /** A data frame. */
    DATA,
    /** A control frame. */
    CONTROL,
    /** A control frame of an impossible length. */
    BAD_CONTROL,
    /** A data frame that was too large, and skipped. */
    OVERSIZED,
    /** A length that no writer means. */
    OUT_OF_STEP,
    /** The end in the middle of a frame. */
    CUT_OFF,
    /** The end. */
    END
  }

  FrameReader(ReadableByteChannel in) {
    this.in = in;
  }

  /** Reads the next frame. */
  FrameKind next() throws IOException {
    buffer.position(buffer.position() + length);
    length = 0;
    if (!fill(Integer.BYTES)) {
      return buffer.hasRemaining() ? FrameKind.CUT_OFF : FrameKind.END;
    }
    int size = buffer.getInt();
    return size == 0 ? control() : frame(size, MAX_FRAME, FrameKind.DATA, FrameKind.OVERSIZED);
  }

  private FrameKind control() throws IOException {
    if (!fill(Integer.BYTES)) {
      return FrameKind.CUT_OFF;
    }
    int size = buffer.getInt();
    return size >= 0 && size < Integer.BYTES
        ? frame(size, 0, FrameKind.BAD_CONTROL, FrameKind.BAD_CONTROL)
        : frame(size, MAX_CONTROL, FrameKind.CONTROL, FrameKind.BAD_CONTROL);
  }

  private FrameKind frame(int size, int max, FrameKind good, FrameKind tooLarge)
      throws IOException {
    if (Integer.compareUnsigned(size, MAX_SKIPPED) > 0) {
      return FrameKind.OUT_OF_STEP;
    }
    if (Integer.compareUnsigned(size, max) > 0) {
      return skip(Integer.toUnsignedLong(size)) ? tooLarge : FrameKind.CUT_OFF;
    }
    if (!fill(size)) {
      return FrameKind.CUT_OFF;
    }
    length = size;
    return good;
  }

  /** The frame's bytes. */
  ByteBuffer content() {
    return buffer.slice(buffer.position(), length);
  }

  /** The array that has the frame. */
  byte[] array() {
    return buffer.array();
  }

  /** The place of the frame in its array. */
  int offset() {
    return buffer.position();
  }

  /** The bytes of the frame. */
  int length() {
    return length;
  }

  private boolean skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      if (!fill(1)) {
        return false;
      }
      int some = (int) Math.min(left, buffer.remaining());
      buffer.position(buffer.position() + some);
      left -= some;
    }
    return true;
  }

  /** Returns whether so many bytes are there, which may be more than there is room for yet. */
  private boolean fill(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return true;
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(MAX_FRAME).put(buffer);
    } else {
      buffer.compact();
    }
    try {
      while (buffer.position() < bytes) {
        if (in.read(buffer) < 0) {
          return false;
        }
      }
      return true;
    } finally {
      buffer.flip();
    }
  }
}
