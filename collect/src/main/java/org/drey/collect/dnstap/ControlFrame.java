package org.drey.collect.dnstap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The control frames of Frame Streams. */
enum ControlFrame {
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
