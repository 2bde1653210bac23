package org.drey.blocklist.url;

import java.util.Arrays;
import org.drey.blocklist.name.CanonicalName;
import org.jspecify.annotations.Nullable;

/** IP addresses in every notation that the WHATWG URL standard reads, and the one it writes. */
public final class IpAddress {
  private static final long TOO_BIG = 1L << 32;

  private IpAddress() {}

  /**
   * The canonical form of an address as seen: four decimals, or IPv6 at its shortest in brackets.
   * The text may be IPv4 in up to four decimal, octal or hexadecimal numbers, or IPv6 with or
   * without brackets. Null for any other text. Never throws.
   */
  public static @Nullable String of(String text) {
    if (text.startsWith("[")) {
      return text.endsWith("]") ? v6(text.substring(1, text.length() - 1)) : null;
    }
    return text.indexOf(':') >= 0 ? v6(text) : v4(text);
  }

  /** Returns whether a canonical host is an address and not a name. */
  static boolean isAddress(String host) {
    return host.startsWith("[") || CanonicalName.endsInNumber(host, host.length());
  }

  /** Four decimals of a dotted text in any notation, or null. */
  static @Nullable String v4(String text) {
    int end = text.endsWith(".") ? text.length() - 1 : text.length();
    long address = 0;
    int start = 0;
    for (int part = 0; part < 4; part++) {
      int dot = text.indexOf('.', start);
      boolean last = dot < 0 || dot >= end;
      long number = number(text, start, last ? end : dot);
      if (last) {
        int bytesLeft = 4 - part;
        boolean fits = number >= 0 && number < 1L << (8 * bytesLeft);
        return fits ? dotted(address << (8 * bytesLeft) | number) : null;
      }
      if (number < 0 || number > 255) {
        return null;
      }
      address = address << 8 | number;
      start = dot + 1;
    }
    return null;
  }

  /** A decimal, octal (0…) or hexadecimal (0x…) number, at most {@link #TOO_BIG}; -1 for none. */
  private static long number(String text, int from, int to) {
    if (from >= to) {
      return -1;
    }
    int radix = 10;
    int i = from;
    if (to - from >= 2 && text.charAt(from) == '0') {
      boolean hex = (text.charAt(from + 1) | 0x20) == 'x';
      radix = hex ? 16 : 8;
      i += hex ? 2 : 1;
    }
    long number = 0;
    for (; i < to; i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0 || digit >= radix) {
        return -1;
      }
      number = Math.min(TOO_BIG, number * radix + digit);
    }
    return number;
  }

  /** The value of an ASCII hexadecimal digit, or -1. */
  static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static String dotted(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** IPv6 without brackets to its shortest form in brackets, or null. */
  static @Nullable String v6(String text) {
    int[] pieces = new Ipv6Reader(text).read();
    if (pieces == null) {
      return null;
    }
    int[] zeros = longestZeros(pieces);
    StringBuilder shortest = new StringBuilder(41).append('[');
    for (int i = 0; i < pieces.length; i++) {
      if (i == zeros[0]) {
        shortest.append(i == 0 ? "::" : ":");
        i = zeros[1] - 1;
      } else {
        shortest.append(Integer.toHexString(pieces[i])).append(i < pieces.length - 1 ? ":" : "");
      }
    }
    return shortest.append(']').toString();
  }

  /** Start and end of the first longest run of zeros, if it is longer than one; else of none. */
  private static int[] longestZeros(int[] pieces) {
    int[] longest = {-1, 0};
    for (int start = 0; start < pieces.length; start++) {
      int end = start;
      while (end < pieces.length && pieces[end] == 0) {
        end++;
      }
      if (end - start > Math.max(1, longest[1] - longest[0])) {
        longest = new int[] {start, end};
      }
      start = Math.max(start, end - 1);
    }
    return longest;
  }

  /** Reads one IPv6 address by the WHATWG URL standard's IPv6 parser. */
  private static final class Ipv6Reader {
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
}
