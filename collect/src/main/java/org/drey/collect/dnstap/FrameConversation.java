package org.drey.collect.dnstap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
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

  /** What comes before START is no Frame Stream. */
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
}
