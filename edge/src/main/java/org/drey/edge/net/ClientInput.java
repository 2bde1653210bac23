package org.drey.edge.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that have come from a client and were not taken yet. Not for several threads at once.
 */
public final class ClientInput {
  private static final int FIRST_BYTES = 2_048;

  /** So much stays while nothing is in it, so that a usual request needs no new array. */
  private static final int KEPT_BYTES = 1 << 14;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int from;
  private int to;

  /** Up to where no line ends, so that bytes that come one by one are looked at once. */
  private int searched;

  /** Nothing yet. */
  public ClientInput() {}

  /** Adds what the buffer has. */
  public void add(ByteBuf more) {
    int count = more.readableBytes();
    if (count > bytes.length - to) {
      makeRoom(count);
    }
    more.readBytes(bytes, to, count);
    to += count;
  }

  private void makeRoom(int count) {
    int size = size();
    byte[] target =
        size + count <= bytes.length ? bytes : new byte[Math.max(size + count, 2 * size)];
    System.arraycopy(bytes, from, target, 0, size);
    bytes = target;
    searched = Math.max(0, searched - from);
    from = 0;
    to = size;
  }

  /** Returns how many bytes are here. */
  public int size() {
    return to - from;
  }

  /**
   * The next line without its end, which is LF with or without CR before it, each byte a character;
   * null if its end is not here yet.
   */
  public @Nullable String line() {
    for (int i = Math.max(from, searched); i < to; i++) {
      if (bytes[i] == '\n') {
        int end = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
        String line = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        skip(i + 1 - from);
        return line;
      }
    }
    searched = to;
    return null;
  }

  /** Exactly so many bytes; null if they are not here yet. */
  public byte @Nullable [] bytes(int count) {
    return size() < count ? null : some(count);
  }

  /** The bytes that are here, but no more than so many. */
  public byte[] some(long most) {
    byte[] some = Arrays.copyOfRange(bytes, from, from + (int) Math.min(most, size()));
    skip(some.length);
    return some;
  }

  /** Forgets all. */
  public void clear() {
    skip(size());
  }

  private void skip(int count) {
    from += count;
    if (from == to) {
      from = 0;
      to = 0;
      searched = 0;
      if (bytes.length > KEPT_BYTES) {
        bytes = new byte[FIRST_BYTES];
      }
    }
  }
}
