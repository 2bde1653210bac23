package org.drey.blocklist.url;

import java.nio.charset.StandardCharsets;

/** Text in which some bytes are written as a percent sign and two capital hexadecimal digits. */
final class PercentEncoding {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  private int end;

  /** Room for so many bytes, of which each may be escaped. */
  PercentEncoding(int bytes) {
    text = new byte[3 * bytes];
  }

  /** Adds a byte as it is. */
  void plain(char c) {
    text[end++] = (byte) c;
  }

  /** Adds the escape of a byte. */
  void escape(char c) {
    text[end++] = '%';
    text[end++] = HEX[c >> 4 & 15];
    text[end++] = HEX[c & 15];
  }

  @Override
  public String toString() {
    return new String(text, 0, end, StandardCharsets.ISO_8859_1);
  }
}
