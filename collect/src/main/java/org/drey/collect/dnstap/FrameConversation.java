package org.drey.collect.dnstap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one writer of Frame Streams, or the reading of a file of them: frames from
 * START to STOP. One that speaks in both directions says READY first. Belongs to one thread.
 */
final class FrameConversation {
  private final FrameReader frames;
  private final @Nullable WritableByteChannel out;
  private final FrameTaker taker;
  private boolean hasStarted;

  /** A taker of what a writer says. */
  interface FrameTaker {
    /** Begins. */
    void started();

    /** Takes a data frame; its array may change after that. */
    void take(byte[] array, int offset, int length) throws IOException, InterruptedException;

    /** Takes notice of what is no frame of use. */
    void refused(RefusalReason reason);
  }

  /**
   * A conversation.
   *
   * @param out where the writer is answered; null for a file
   */
  FrameConversation(ReadableByteChannel in, @Nullable WritableByteChannel out, FrameTaker taker) {
    this.frames = new FrameReader(in);
    this.out = out;
    this.taker = taker;
  }

  /** Goes on until the writer stops, ends or is of no use. */
  void run() throws IOException, InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn =
          switch (frames.next()) {
            case DATA -> data();
            case CONTROL -> control();
            case BAD_CONTROL -> refused(RefusalReason.UNEXPECTED_CONTROL);
            case OVERSIZED -> oversized();
            case OUT_OF_STEP -> stop(RefusalReason.MALFORMED);
            case CUT_OFF -> stop(RefusalReason.CUT_OFF);
            case END -> false;
          };
    }
  }

  /** Takes a data frame; a Frame Stream begins with START. */
  private boolean data() throws IOException, InterruptedException {
    if (!hasStarted) {
      return stop(RefusalReason.MALFORMED);
    }
    taker.take(frames.array(), frames.offset(), frames.length());
    return true;
  }

  private boolean oversized() {
    return hasStarted ? refused(RefusalReason.OVERSIZED) : stop(RefusalReason.MALFORMED);
  }

  /** Goes on. */
  private boolean refused(RefusalReason reason) {
    taker.refused(reason);
    return true;
  }

  private boolean control() throws IOException {
    ByteBuffer content = frames.content();
    ControlFrame kind = ControlFrame.of(content);
    if (kind == ControlFrame.READY && out != null && !hasStarted) {
      return ControlFrame.allowsDnstap(content)
          ? answer(out, ControlFrame.ACCEPT, true)
          : stop(RefusalReason.UNEXPECTED_CONTROL);
    }
    if (kind == ControlFrame.START && !hasStarted) {
      if (!ControlFrame.allowsDnstap(content)) {
        return stop(RefusalReason.UNEXPECTED_CONTROL);
      }
      hasStarted = true;
      taker.started();
      return true;
    }
    if (kind == ControlFrame.STOP && hasStarted) {
      return out != null && !answer(out, ControlFrame.FINISH, false);
    }
    return refused(RefusalReason.UNEXPECTED_CONTROL);
  }

  private boolean stop(RefusalReason reason) {
    taker.refused(reason);
    return false;
  }

  private static boolean answer(WritableByteChannel to, ControlFrame frame, boolean withType)
      throws IOException {
    ByteBuffer bytes = frame.bytes(withType);
    while (bytes.hasRemaining()) {
      var unused = to.write(bytes);
    }
    return true;
  }

  /** The control frames of Frame Streams. */
  private enum ControlFrame {
    /** The reader takes one of the writer's content types. */
    ACCEPT(1),
    /** Frames begin. */
    START(2),
    /** Frames end. */
    STOP(3),
    /** A writer offers content types. */
    READY(4),
    /** The reader has seen the end. */
    FINISH(5);

    private static final String DNSTAP = "protobuf:dnstap.Dnstap";
    private static final int CONTENT_TYPE = 1;

    private final int code;

    ControlFrame(int code) {
      this.code = code;
    }

    /** Returns the kind of a control frame; null if there is none. Reads its code alone. */
    static @Nullable ControlFrame of(ByteBuffer content) {
      int code = content.getInt();
      for (ControlFrame one : values()) {
        if (one.code == code) {
          return one;
        }
      }
      return null;
    }

    /** Returns whether dnstap is among the content types after the code, or none is there. */
    static boolean allowsDnstap(ByteBuffer fields) {
      boolean isEmpty = true;
      while (fields.remaining() >= 2 * Integer.BYTES) {
        int field = fields.getInt();
        int length = fields.getInt();
        if (length < 0 || length > fields.remaining()) {
          return false;
        }
        byte[] value = new byte[length];
        fields.get(value);
        if (field == CONTENT_TYPE) {
          isEmpty = false;
          if (new String(value, StandardCharsets.ISO_8859_1).equals(DNSTAP)) {
            return true;
          }
        }
      }
      return isEmpty;
    }

    /** Returns the frame with its escape and length, with or without the content type. */
    ByteBuffer bytes(boolean withType) {
      byte[] type = DNSTAP.getBytes(StandardCharsets.US_ASCII);
      int size = Integer.BYTES + (withType ? 2 * Integer.BYTES + type.length : 0);
      ByteBuffer frame = ByteBuffer.allocate(2 * Integer.BYTES + size);
      frame.putInt(0).putInt(size).putInt(code);
      if (withType) {
        frame.putInt(CONTENT_TYPE).putInt(type.length).put(type);
      }
      return frame.flip();
    }
  }

  /**
   * Reads Frame Streams: a length before each frame; before a control frame a length of zero. What
   * it returns is valid until the next frame.
   */
  static final class FrameReader {
    /** More than two DNS messages of the greatest length, and what describes them. */
    static final int MAX_FRAME = 1 << 18;

    /** With a greater length the writer is out of step: what follows are no frames. */
    private static final int MAX_SKIPPED = 1 << 24;

    private static final int MAX_CONTROL = 512;
    private static final int FIRST_BUFFER = 1 << 16;

    private final ReadableByteChannel in;
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER).flip();
    private int length;

    /** The kinds of frames. */
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
}
