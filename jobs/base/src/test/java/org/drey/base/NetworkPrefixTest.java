package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkPrefixTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "192.0.2.8/29, 192.0.2.15, true",
    "192.0.2.8/29, 192.0.2.16, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "::1, ::1, true",
    "::/0, 192.0.2.7, false"
  })
  void hasWhatBeginsWithItsBits(String network, String address, boolean has)
      throws UnknownHostException {
    assertEquals(has, NetworkPrefix.of(network).has(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host.example",
        "192.0.2/24",
        "192.0.2.0/33",
        "192.0.2.0/",
        "192.0.2.256",
        "::/129",
        "192.0.2.0/-1",
        "192.0.2.0/24 ",
        ":::/8",
        "12"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> NetworkPrefix.of(text));
  }

  @Test
  void withoutNetworksEveryAddressIsAllowed() throws UnknownHostException {
    assertTrue(NetworkPrefix.allow(List.of(), InetAddress.getByName("203.0.113.9")));
  }
}
