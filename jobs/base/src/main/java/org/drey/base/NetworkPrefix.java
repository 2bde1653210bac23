package org.drey.base;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that have their first bits in common.
 *
 * @param address one of them
 * @param bits how many of the first bits count
 */
public record NetworkPrefix(InetAddress address, int bits) implements Serializable {
  private static final Pattern TEXT =
      Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 =
      Pattern.compile("(?=[0-9a-fA-F:])[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int MAX_TEXT = 45;

  /** Checks the bits. */
  public NetworkPrefix {
    if (bits < 0 || bits > Byte.SIZE * address.getAddress().length) {
      throw new IllegalArgumentException("an address does not have so many bits");
    }
  }

  /**
   * Reads {@code ADDRESS/BITS}; without bits it is that address alone.
   *
   * @throws IllegalArgumentException for anything else, host names too
   */
  public static NetworkPrefix of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected an address, or a network such as 192.0.2.0/24");
    }
    try {
      InetAddress address = InetAddress.getByName(matcher.group(1));
      String bits = matcher.group(2);
      int all = Byte.SIZE * address.getAddress().length;
      return new NetworkPrefix(address, bits == null ? all : Integer.parseInt(bits));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }

  /**
   * The same of texts that others write: null for any that is no network. Only what can be nothing
   * but an address is given to Java, which would ask DNS for a name.
   */
  public static @Nullable NetworkPrefix ofUntrusted(String text) {
    int slash = text.indexOf('/');
    if (address(slash < 0 ? text : text.substring(0, slash)) == null) {
      return null;
    }
    try {
      return of(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable InetAddress address(String text) {
    boolean isAddress =
        text.length() <= MAX_TEXT && (V4.matcher(text).matches() || V6.matcher(text).matches());
    try {
      return isAddress ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Returns whether a text that others write is an address, and one of these. */
  public boolean has(String text) {
    InetAddress other = address(text);
    return other != null && has(other);
  }

  /** Returns whether an address is in one of the networks; with none, every address is. */
  public static boolean allow(List<NetworkPrefix> networks, InetAddress client) {
    return networks.isEmpty() || networks.stream().anyMatch(network -> network.has(client));
  }

  /** Returns whether an address is one of these. */
  public boolean has(InetAddress other) {
    byte[] own = address.getAddress();
    byte[] theirs = other.getAddress();
    if (own.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((own[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
