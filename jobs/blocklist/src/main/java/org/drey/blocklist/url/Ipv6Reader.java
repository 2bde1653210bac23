package org.drey.blocklist.url;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one IPv6 address by the WHATWG URL standard's IPv6 parser. */
final class Ipv6Reader {
  private static final int PIECES = 8;

  private final String text;
  private final int[] pieces = new int[PIECES];
  private int at;
  private int piece;
  private int compress = -1;

  /** Takes the address without brackets. */
  Ipv6Reader(String text) {
    this.text = text;
  }

  /** Eight pieces of 16 bits, or null if the text is no address. To be called once. */
  int @Nullable [] read() {
    if (text.startsWith(":")) {
      if (!text.startsWith("::")) {
        return null;
      }
      at = 2;
      compress = 0;
    }
    while (at < text.length()) {
      if (piece == PIECES || !readPiece()) {
        return null;
      }
    }
    return expand();
  }

  /** One piece with the colon after it, a second colon, or the four decimals at the end. */
  private boolean readPiece() {
    if (text.charAt(at) == ':') {
      if (compress >= 0) {
        return false;
      }
      at++;
      compress = piece;
      return true;
    }
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < 4 && IpAddress.digit(text.charAt(at)) >= 0) {
      value = value * 16 + IpAddress.digit(text.charAt(at++));
    }
    if (at < text.length() && text.charAt(at) == '.') {
      return at > start && readIpv4(start);
    }
    if (at < text.length() && (text.charAt(at++) != ':' || at == text.length())) {
      return false;
    }
    pieces[piece++] = value;
    return true;
  }

  private boolean readIpv4(int start) {
    String[] parts = text.substring(start).split("\\.", 5);
    if (piece > PIECES - 2 || parts.length != 4) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      int number = decimal(parts[i]);
      if (number < 0) {
        return false;
      }
      pieces[piece + i / 2] = pieces[piece + i / 2] << 8 | number;
    }
    piece += 2;
    at = text.length();
    return true;
  }

  /** 0 to 255 without leading zeros, or -1. */
  private static int decimal(String part) {
    if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number > 255 ? -1 : number;
  }

  /** The pieces after the two colons go to the end. */
  private int @Nullable [] expand() {
    if (compress < 0) {
      return piece == PIECES ? pieces : null;
    }
    if (piece == PIECES) {
      return null;
    }
    int tail = piece - compress;
    System.arraycopy(pieces, compress, pieces, PIECES - tail, tail);
    Arrays.fill(pieces, compress, PIECES - tail, 0);
    return pieces;
  }
}
