package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostsReaderTest {

  @Test
  void readsNamesAsHostsAndSkipsTheMachinesOwn() throws IOException {
    Read read =
        Read.of(
            "hosts",
            """
            # a hosts file
            127.0.0.1 localhost localhost.localdomain local
            255.255.255.255 broadcasthost
            ::1 ip6-localhost ip6-loopback
            fe80::1%lo0 localhost
            0.0.0.0 0.0.0.0
            0.0.0.0 Bad.Example
            127.0.0.1\tone.example two.example   # both
            :: three.example
            """);
    assertEquals(
        List.of(
            "7 HOST|bad.example",
            "8 HOST|one.example",
            "8 HOST|two.example",
            "9 HOST|three.example"),
        read.entries);
    assertEquals(List.of(), read.problems);
  }

  @Test
  void malformedLinesAreReportedByLine() throws IOException {
    Read read =
        Read.of(
            "hosts",
            """
            secret.example
            192.0.2.7 secret.example
            0.0.0.0 *.secret.example good.example sec..ret.example
            """);
    assertEquals(List.of("3 HOST|good.example"), read.entries);
    assertEquals(
        List.of(
            "1 a line is an address and at least one name",
            "2 an address that does not block: 0.0.0.0, 127.0.0.1, :: and ::1 do",
            "3 a name has letters, digits, hyphens and underscores, and no wildcard",
            "3 not a valid name"),
        read.problems);
  }
}
