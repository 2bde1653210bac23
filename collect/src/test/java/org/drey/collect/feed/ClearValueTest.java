package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.drey.event.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClearValueTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "' 192.0.2.7 ', 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:DB8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::/64, 2001:db8:1:2:0:0:0:0/64",
    "999.0.2.7, 999.0.2.7",
    "gb29 nwbk 6016 1331 9268 19, GB29NWBK60161331926819",
    "GB29 NWBK 6016 1331 9268 18, GB29 NWBK 6016 1331 9268 18",
    "Customer 7, Customer 7"
  })
  void aValueHasOneForm(String written, String canonical) {
    assertEquals(canonical, ClearValue.of(EntityKind.SUBJECT, written).text());
  }

  @Test
  void itsTextIsNeverShown() {
    assertFalse(ClearValue.of(EntityKind.SUBJECT, "192.0.2.7").toString().contains("192"));
  }
}
