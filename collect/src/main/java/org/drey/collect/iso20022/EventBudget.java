package org.drey.collect.iso20022;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An input that ends when much is read without one event of XML: a parser keeps an attribute or a
 * comment in memory as a whole.
 */
final class EventBudget extends FilterInputStream {
  private static final int MOST_BYTES = 4 << 20;

  private int used;
  private boolean isOver;

  EventBudget(InputStream in) {
    super(in);
  }

  /** Notes that there was an event. */
  void event() {
    used = 0;
  }

  /** Returns whether it ended this way. */
  boolean isOver() {
    return isOver;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    use(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    use(Math.max(count, 0));
    return count;
  }

  private void use(int bytes) throws IOException {
    used += bytes;
    if (used > MOST_BYTES) {
      isOver = true;
      throw new IOException("more than %d bytes in one".formatted(MOST_BYTES));
    }
  }

  /** Leaves the input open: it is not its own. */
  @Override
  public void close() {}
}
