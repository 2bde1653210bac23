package org.drey.collect.feed;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;

/** The text of an address. No resolver is ever asked, as Java's own parser would. */
public final class AddressText {
  private AddressText() {}

  /** Reads an address of IPv4 or IPv6; null if it is none. */
  public static @Nullable InetAddress parse(String text) {
    byte[] bytes = Address.toByteArray(text, Address.IPv4);
    bytes = bytes == null ? Address.toByteArray(text, Address.IPv6) : bytes;
    return bytes == null ? null : of(bytes);
  }

  /** The address of four or sixteen bytes. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
