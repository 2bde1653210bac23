package org.drey.blocklist.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.blocklist.enforcement.DnsEnforcement.DnsAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a record shows that something listed was blocked. */
final class EnforcementTest {
  private static final DnsEnforcement DNS =
      new DnsEnforcement(List.of("198.51.100.7", "page.isp.example"));

  @ParameterizedTest
  @CsvSource({
    "NXDOMAIN, , REFUSED, YES",
    "refused, 192.0.2.1, REFUSED, YES",
    "NOERROR, 198.51.100.7, SPLASH_PAGE, YES",
    "NOERROR, page.isp.example 192.0.2.1, SPLASH_PAGE, YES",
    "NOERROR, 0.0.0.0, NOWHERE, YES",
    "NOERROR, :: 127.0.0.1, NOWHERE, YES",
    "NOERROR, 0.0.0.0 192.0.2.1, CONTENT, NO",
    "NOERROR, 192.0.2.1, CONTENT, NO",
    "NOERROR, , UNKNOWN, UNKNOWN",
    ", 198.51.100.7, UNKNOWN, UNKNOWN"
  })
  void ofDns(
      @Nullable String code, @Nullable String answers, DnsAnswer shown, BlockEvidence blocked) {
    List<String> given = answers == null ? List.of() : List.of(answers.split(" ", -1));
    assertEquals(shown, DNS.of(code, given));
    assertEquals(blocked, shown.blocked());
  }

  @ParameterizedTest
  @CsvSource({
    "403, YES, YES, YES",
    "451, YES, YES, YES",
    "200, NO, NO, NO",
    "204, NO, NO, YES",
    "304, NO, NO, NO",
    "404, NO, YES, UNKNOWN",
    "410, NO, YES, UNKNOWN",
    "500, NO, UNKNOWN, UNKNOWN",
    "302, UNKNOWN, UNKNOWN, UNKNOWN",
    "0, UNKNOWN, UNKNOWN, UNKNOWN",
    ", UNKNOWN, UNKNOWN, UNKNOWN"
  })
  void ofTheWeb(
      @Nullable Long status,
      BlockEvidence toAPerson,
      BlockEvidence ofStored,
      BlockEvidence ofBids) {
    assertEquals(toAPerson, WebEnforcement.toAPerson(status));
    assertEquals(ofStored, WebEnforcement.ofStored(status));
    assertEquals(ofBids, WebEnforcement.ofBids(status));
  }
}
