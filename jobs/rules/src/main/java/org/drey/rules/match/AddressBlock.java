package org.drey.rules.match;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses, as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * @param block its first address, bit by bit
 * @param bits how many of its bits count
 */
record AddressBlock(String block, int bits) implements Serializable {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 =
      Pattern.compile("(?=[0-9a-fA-F:])[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int MAX_TEXT = 45;

  /** The block that a text names; null for any other text. */
  static @Nullable AddressBlock of(String text) {
    int slash = text.indexOf('/');
    byte[] first = address(slash < 0 ? text : text.substring(0, slash));
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (first == null || !length.matches("[0-9]{0,3}") || (slash >= 0 && length.isEmpty())) {
      return null;
    }
    int bits = slash < 0 ? first.length * Byte.SIZE : Integer.parseInt(length);
    return bits > first.length * Byte.SIZE ? null : new AddressBlock(binary(first), bits);
  }

  /** Returns whether a text is an address of this kind and in the block. */
  boolean contains(String text) {
    byte[] address = address(text);
    return address != null
        && address.length * Byte.SIZE == block.length()
        && block.regionMatches(0, binary(address), 0, bits);
  }

  /** Only what can be nothing else is given to Java, which would ask DNS for a name. */
  private static byte @Nullable [] address(String text) {
    boolean isAddress =
        text.length() <= MAX_TEXT && (V4.matcher(text).matches() || V6.matcher(text).matches());
    try {
      return isAddress ? InetAddress.getByName(text).getAddress() : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String binary(byte[] address) {
    StringBuilder bits = new StringBuilder(address.length * Byte.SIZE);
    for (byte one : address) {
      for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
        bits.append((char) ('0' + (one >> bit & 1)));
      }
    }
    return bits.toString();
  }
}
