package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubscriberTableTest {
  private static final String ROWS =
      """
      network,ports,from,to,subscriber,network_class
      # a comment
      192.0.2.7,,,,alice-line,HOME
      192.0.2.8,,2026-03-02T10:00:00Z,2026-03-02T11:00:00Z,first,HOME
      192.0.2.8,,2026-03-02T11:00:00Z,,second,
      198.51.100.9,1024-2047,,,one,CGNAT
      198.51.100.9,2048-3071,,,two,CGNAT
      198.51.100.0/24,,,,,CGNAT
      203.0.113.0/24,,,,,PUBLIC_WIFI
      203.0.113.128/25,,,,,BUSINESS
      2001:db8:7::/48,,,,house,HOME
      """;

  @TempDir private Path folder;

  private SubscriberTable table(String rows) throws IOException {
    return SubscriberTable.read(Files.writeString(folder.resolve("subscribers.csv"), rows));
  }

  private static String find(SubscriberTable table, String address, int port, String time)
      throws UnknownHostException {
    var found =
        table.find(
            new ClientEndpoint(InetAddress.getByName(address), port),
            Instant.parse(time).toEpochMilli());
    ClearValue subject = found.subject();
    return (subject == null ? "none" : subject.text()) + " " + found.networkClass();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 53, 10:30, alice-line HOME",
    "192.0.2.7, -1, 10:30, alice-line HOME",
    "192.0.2.8, 53, 09:59, none UNKNOWN",
    "192.0.2.8, 53, 10:00, first HOME",
    "192.0.2.8, 53, 11:00, second UNKNOWN",
    "192.0.2.9, 53, 10:30, 192.0.2.9 UNKNOWN",
    "198.51.100.9, 1024, 10:30, one CGNAT",
    "198.51.100.9, 2047, 10:30, one CGNAT",
    "198.51.100.9, 3071, 10:30, two CGNAT",
    "198.51.100.9, 3072, 10:30, none CGNAT",
    "198.51.100.9, 53, 10:30, none CGNAT",
    "198.51.100.9, -1, 10:30, none CGNAT",
    "198.51.100.10, 53, 10:30, none CGNAT",
    "203.0.113.4, 53, 10:30, none PUBLIC_WIFI",
    "203.0.113.200, 53, 10:30, 203.0.113.200 BUSINESS",
    "100.64.3.4, 53, 10:30, none CGNAT",
    "2001:db8:7:9::1, 53, 10:30, house HOME",
    "2001:db8:8:9::1, 53, 10:30, 2001:db8:8:9:0:0:0:0/64 UNKNOWN"
  })
  void theMostSpecificRowCounts(String address, int port, String time, String expected)
      throws IOException {
    assertEquals(expected, find(table(ROWS), address, port, "2026-03-02T" + time + ":00Z"));
  }

  @Test
  void withoutATableAnAddressIsItsOwnSubscriberUnlessItIsShared() throws IOException {
    assertEquals(
        "192.0.2.7 UNKNOWN", find(SubscriberTable.NONE, "192.0.2.7", 53, "2026-03-02T10:00:00Z"));
    assertEquals(
        "none CGNAT", find(SubscriberTable.NONE, "100.127.1.1", 53, "2026-03-02T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.7",
        "subscriber.example,,,,secret,HOME",
        "192.0.2.7/33,,,,secret,HOME",
        "192.0.2.7,70000,,,secret,HOME",
        "192.0.2.7,20-10,,,secret,HOME",
        "192.0.2.7,,yesterday,,secret,HOME",
        "192.0.2.7,,,,secret,CASTLE",
        "192.0.2.7,,,,secret,HOME,"
      })
  void whatIsNoRowIsRefusedByItsLineAndNotShown(String row) {
    IOException refused = assertThrows(IOException.class, () -> table("# first\n" + row + "\n"));
    assertTrue(refused.getMessage().startsWith("line 2: "), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  @Test
  void manyPortsOfManyAddressesAreFound() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int address = 0; address < 200; address++) {
      for (int block = 0; block < 64; block++) {
        rows.append(
            "198.51.100.%d,%d-%d,,,s-%d-%d,CGNAT\n"
                .formatted(address, block * 1024, block * 1024 + 1023, address, block));
      }
    }
    SubscriberTable table = table(rows.toString());
    for (int address = 0; address < 200; address += 7) {
      for (int port = 0; port < 65_536; port += 997) {
        assertEquals(
            "s-" + address + "-" + port / 1024 + " CGNAT",
            find(table, "198.51.100." + address, port, "2026-03-02T10:00:00Z"));
      }
    }
  }
}
