package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Version 5, as RFC 9562 has it. */
class NameUuidsTest {
  /** The example of the RFC, A.4. */
  @Test
  void aNameOfDnsIsAsInTheRfc() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assertEquals(
        UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
        NameUuids.of(dns, "www.example.com"));
  }

  @Test
  void partsDoNotRunIntoOneAnother() {
    assertEquals(NameUuids.own("a", "b"), NameUuids.own("a", "b"));
    assertNotEquals(NameUuids.own("ab", ""), NameUuids.own("a", "b"));
  }
}
