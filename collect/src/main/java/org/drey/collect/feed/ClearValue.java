package org.drey.collect.feed;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.event.EntityKind;

/**
 * A value of an entity in the clear, in its canonical form: of one thing there is one token,
 * however it was written.
 *
 * @param kind of the entity: a subject's token is no payee's
 * @param text canonical
 */
public record ClearValue(EntityKind kind, String text) {
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:/64)?");
  private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
  private static final BigInteger MODULUS = BigInteger.valueOf(97);

  /**
   * A value as it was written: an address as {@link #ofAddress}; an IBAN without blanks, in
   * capitals; else the text without blanks at its ends.
   */
  public static ClearValue of(EntityKind kind, String written) {
    String text = written.strip();
    if (ADDRESS.matcher(text).matches()) {
      String alone = text.endsWith("/64") ? text.substring(0, text.length() - 3) : text;
      InetAddress address = AddressText.parse(alone);
      return address == null ? new ClearValue(kind, text) : ofAddress(kind, address);
    }
    String dense = text.replace(" ", "").toUpperCase(Locale.ROOT);
    return new ClearValue(kind, isIban(dense) ? dense : text);
  }

  /** An address of IPv4, or the network of 64 bits that one of IPv6 is in: one household. */
  public static ClearValue ofAddress(EntityKind kind, InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != IPV6_BYTES) {
      return new ClearValue(kind, address.getHostAddress());
    }
    Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
    return new ClearValue(kind, AddressText.of(bytes).getHostAddress() + "/64");
  }

  private static boolean isIban(String dense) {
    if (!IBAN.matcher(dense).matches()) {
      return false;
    }
    String digits =
        (dense.substring(4) + dense.substring(0, 4))
            .chars()
            .mapToObj(c -> Integer.toString(Character.digit(c, Character.MAX_RADIX)))
            .collect(Collectors.joining());
    return new BigInteger(digits).mod(MODULUS).equals(BigInteger.ONE);
  }

  /** Never shows the text: it is that of a person. */
  @Override
  public String toString() {
    return "a value of a " + kind;
  }
}
