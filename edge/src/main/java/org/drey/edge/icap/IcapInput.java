package org.drey.edge.icap;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What comes from a client, with a bound on everything that is kept. */
final class IcapInput {
  private static final int BUFFER = 1 << 14;
  private static final int BAD_REQUEST = 400;

  private final Source in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  /** Where bytes come from. */
  interface Source {
    /** Waits for bytes and puts some into the array: how many, -1 at the end. */
    int read(byte[] into) throws IOException;
  }

  IcapInput(Source in) {
    this.in = in;
  }

  /** Whether there is another byte; waits for it. */
  boolean hasMore() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  /** Forgets what has been received and not yet read. */
  void skipBuffered() {
    from = to;
  }

  /** A line without its end, which is LF with or without CR before it. */
  String line(int longest) throws IOException, MalformedRequestException {
    StringBuilder line = new StringBuilder();
    for (int c = next(); c != '\n'; c = next()) {
      if (line.length() > longest) {
        throw new MalformedRequestException(BAD_REQUEST);
      }
      line.append((char) c);
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  /** Exactly so many bytes. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int done = 0; done < count; ) {
      int some = available(count - done);
      System.arraycopy(buffer, from, bytes, done, some);
      from += some;
      done += some;
    }
    return bytes;
  }

  /** Hands exactly so many bytes on, piece by piece. */
  void pass(long count, Sink sink) throws IOException {
    for (long left = count; left > 0; ) {
      int some = available(left);
      sink.take(buffer, from, some);
      from += some;
      left -= some;
    }
  }

  /** Takes a piece of a body. */
  interface Sink {
    /** Takes bytes, which are only there during the call. */
    void take(byte[] bytes, int offset, int count) throws IOException;
  }

  private int available(long most) throws IOException {
    if (!hasMore()) {
      throw new EOFException("the client went away within a request");
    }
    return (int) Math.min(most, to - from);
  }

  private int next() throws IOException {
    available(1);
    return buffer[from++] & 0xff;
  }

  /** Bytes of a head as text that keeps each byte. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
