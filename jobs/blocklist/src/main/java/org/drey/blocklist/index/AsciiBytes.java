package org.drey.blocklist.index;

/** A text as bytes, with room before them so that {@link SipHash} may read whole words. */
final class AsciiBytes {
  /** The index at which a text begins. */
  static final int START = Long.BYTES;

  /** Longer than any canonical name. */
  private static final int NAME_BYTES = 256;

  /** One buffer a thread: a name is copied there and hashed, and overwritten by the next. */
  private static final ThreadLocal<AsciiBytes> NAME =
      ThreadLocal.withInitial(() -> new AsciiBytes(NAME_BYTES));

  private final byte[] bytes;
  private int end;
  private int partStart;

  private AsciiBytes(int length) {
    bytes = new byte[START + length];
  }

  /** A separate text; the low eight bits of its characters count. */
  static AsciiBytes of(String text) {
    return new AsciiBytes(text.length()).with(text);
  }

  /** A name in the thread's buffer: to be used before the next call. */
  static AsciiBytes name(String name) {
    return name.length() > NAME_BYTES ? of(name) : NAME.get().with(name);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns where the text ends. */
  int end() {
    return end;
  }

  /** Returns where the part begins that was hashed last. */
  int partStart() {
    return partStart;
  }

  void partStart(int start) {
    partStart = start;
  }

  /** The method is deprecated because it drops the high bits, which ASCII does not have. */
  @SuppressWarnings("deprecation")
  private AsciiBytes with(String text) {
    text.getBytes(0, text.length(), bytes, START);
    end = START + text.length();
    return this;
  }
}
