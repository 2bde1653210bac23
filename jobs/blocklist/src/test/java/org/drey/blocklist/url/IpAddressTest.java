package org.drey.blocklist.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "192.0.2.1., 192.0.2.1",
    "0300.0x0.2.01, 192.0.2.1",
    "0XC0.513, 192.0.2.1",
    "192.0.513, 192.0.2.1",
    "3221225985, 192.0.2.1",
    "0xffffffff, 255.255.255.255",
    "0x, 0.0.0.0",
    "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]",
    "[2001:DB8:0:0:0:0:0:0001], [2001:db8::1]",
    "::, [::]",
    "::1, [::1]",
    "1::, [1::]",
    "1:0:0:2:0:0:0:3, [1:0:0:2::3]",
    "0:0:1:0:0:1:0:0, [::1:0:0:1:0:0]",
    "1:0:2:3:4:5:6:7, [1:0:2:3:4:5:6:7]",
    "1:2:3:4:5:6:7::, [1:2:3:4:5:6:7:0]",
    "::2:3:4:5:6:7:8, [0:2:3:4:5:6:7:8]",
    "::ffff:192.0.2.1, [::ffff:c000:201]",
    "1:2:3:4:5:6:192.0.2.1, [1:2:3:4:5:6:c000:201]",
    "1:2:3:4:5::192.0.2.1, [1:2:3:4:5:0:c000:201]"
  })
  void everyNotationHasOneForm(String seen, String canonical) {
    assertEquals(canonical, IpAddress.of(seen));
    assertEquals(canonical, IpAddress.of(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1..2",
        "192.0.2.256",
        "256.1",
        "1.2.3.4.5",
        "4294967296",
        "08",
        "0xg",
        "a.1",
        "bad.example",
        "1.2.3.4..",
        ".1",
        "[",
        "[]",
        "[1::",
        "1:2",
        "1:2:3:4:5:6:7:8:9",
        ":1",
        "1:",
        ":::",
        "1::2::3",
        "12345::",
        "::g",
        "1:2:3:4:5:6:7::8",
        "::1:2:3:4:5:6:7:8",
        "::1.2.3",
        "::1.2.3.4.5",
        "::01.2.3.4",
        "::256.2.3.4",
        "::1.2.3.4:5",
        "::1.2.3.",
        "::.1.2.3",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        "fe80::1%25a",
        "::１"
      })
  void otherTextIsNone(String text) {
    assertNull(IpAddress.of(text));
  }
}
