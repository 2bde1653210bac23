package org.drey.blocklist.index;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.Mac;

/** Passes bytes on and authenticates them. */
final class MacStream extends FilterOutputStream {
  private final Mac mac;

  MacStream(OutputStream out, Mac mac) {
    super(out);
    this.mac = mac;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    mac.update((byte) b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    mac.update(bytes, from, count);
  }

  /** The MAC of everything so far. */
  byte[] end() {
    return mac.doFinal();
  }
}
