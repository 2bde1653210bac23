package org.drey.collect.feed;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
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
  private static final int SHORTEST_IBAN = 15;
  private static final int LONGEST_IBAN = 34;
  private static final int IBAN_HEAD = 4;
  private static final int MODULUS = 97;

  /**
   * A value as it was written: an address as {@link #ofAddress}; an IBAN without blanks, in
   * capitals; else the text without blanks at its ends.
   */
  public static ClearValue of(EntityKind kind, String written) {
    String text = written.strip();
    String dense = text.replace(" ", "").toUpperCase(Locale.ROOT);
    if (isIban(dense)) {
      return new ClearValue(kind, dense);
    }
    if (ADDRESS.matcher(text).matches()) {
      String alone = text.endsWith("/64") ? text.substring(0, text.length() - 3) : text;
      InetAddress address = AddressText.parse(alone);
      return address == null ? new ClearValue(kind, text) : ofAddress(kind, address);
    }
    return new ClearValue(kind, text);
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

  /** Returns whether a text has the form of an IBAN, and its check digits are right. */
  private static boolean isIban(String dense) {
    int length = dense.length();
    if (length < SHORTEST_IBAN || length > LONGEST_IBAN) {
      return false;
    }
    int rest = 0;
    for (int i = IBAN_HEAD; i < length + IBAN_HEAD; i++) { // country and check digits count last
      boolean isHead = i >= length;
      char c = dense.charAt(isHead ? i - length : i);
      boolean isDigit = c >= '0' && c <= '9';
      boolean isLetter = c >= 'A' && c <= 'Z';
      boolean isPlaced = !isHead || isDigit == (i - length >= 2);
      if (!(isDigit || isLetter) || !isPlaced) {
        return false;
      }
      rest = (isDigit ? rest * 10 + (c - '0') : rest * 100 + (c - 'A' + 10)) % MODULUS;
    }
    return rest == 1;
  }

  /** Never shows the text: it is that of a person. */
  @Override
  public String toString() {
    return "a value of a " + kind;
  }
}
