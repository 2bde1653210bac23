package org.drey.edge.rpz;

import static org.drey.edge.rpz.Entries.redirect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.rpz.ExtendedError.Mandate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Answers, errors, serials, and what a transfer reports. */
final class PureTest {
  private static final PolicyAnswer ALIAS =
      new PolicyAnswer.Alias(ZoneSettings.origin("splash.example"));
  private static final PolicyAnswer NO_NAME = new PolicyAnswer.NoSuchName();

  private static List<String> records(PolicyAnswer answer) {
    return answer.records(ZoneSettings.origin("a.rpz.test"), 5).stream()
        .map(record -> record.toString().replaceAll("\\s+", " "))
        .toList();
  }

  @Test
  void eachAnswerHasItsRecords() {
    assertEquals(
        List.of("a.rpz.test. 5 IN A 192.0.2.80", "a.rpz.test. 5 IN AAAA 2001:db8:0:0:0:0:0:80"),
        records(redirect("192.0.2.80", "2001:db8::80")));
    assertEquals(List.of("a.rpz.test. 5 IN CNAME splash.example."), records(ALIAS));
    assertEquals(List.of("a.rpz.test. 5 IN CNAME ."), records(NO_NAME));
    for (PolicyAnswer answer :
        new PolicyAnswer[] {redirect("192.0.2.80", "2001:db8::80"), ALIAS, NO_NAME}) {
      assertEquals(records(answer).size(), answer.recordsPerName());
    }
    assertThrows(IllegalArgumentException.class, Entries::redirect);
  }

  @Test
  void theErrorGoesWithPolicyMandateAndAnswer() {
    ListPolicy list = ListPolicy.CHILD_PROTECTION_LIST;
    ListPolicy parental = ListPolicy.PARENTAL_CONTROL;
    assertEquals(15, ExtendedError.of(list, Mandate.VOLUNTARY, NO_NAME).code());
    assertEquals(16, ExtendedError.of(list, Mandate.LAW, NO_NAME).code());
    assertEquals(17, ExtendedError.of(parental, Mandate.VOLUNTARY, NO_NAME).code());
    assertEquals(17, ExtendedError.of(parental, Mandate.LAW, NO_NAME).code());
    for (ListPolicy policy : ListPolicy.values()) {
      for (Mandate mandate : Mandate.values()) {
        assertEquals(4, ExtendedError.of(policy, mandate, ALIAS).code());
        assertEquals("forged", ExtendedError.of(policy, mandate, redirect("192.0.2.1")).bindName());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, true",
    "0, 1, false",
    "5, 5, false",
    "0, 4294967295, true",
    "4294967295, 0, false",
    "2147483647, 0, true",
    "2147483648, 0, false",
    "0, 2147483648, false",
    "100, 4294967200, true"
  })
  void serialsAreComparedAsOnACircle(long one, long other, boolean after) {
    assertEquals(after, ZoneSerial.isAfter(one, other));
  }

  @Test
  void serialsAlwaysGrow() {
    Instant now = Instant.ofEpochSecond(1_800_000_000L);
    assertEquals(0, ZoneSerial.after(4294967295L));
    assertEquals(1_800_000_000L, ZoneSerial.first(now));
    assertEquals(1_800_000_000L, ZoneSerial.after(7, now));
    assertEquals(1_800_000_001L, ZoneSerial.after(1_800_000_000L, now));
    assertEquals(1_900_000_001L, ZoneSerial.after(1_900_000_000L, now));
    for (long serial : new long[] {0, 7, 1L << 31, 1_800_000_000L, 4294967295L}) {
      assertTrue(ZoneSerial.isAfter(ZoneSerial.after(serial, now), serial));
    }
    assertEquals(704, ZoneSerial.after(9, Instant.ofEpochSecond((1L << 32) + 704)));
  }

  @Test
  void aTransferReportsWhatIsRightAndWhatIsNot() {
    ZoneSettings zone = Entries.zone();
    ZoneContent.Reader reader = new ZoneContent.Reader(zone);
    reader.add(Entries.soa(9));
    zone.records("right.example").forEach(reader::add);
    zone.records("*.RIGHT.example").forEach(reader::add);
    reader.add(zone.records("half.example").iterator().next());
    zone.records("more.example").forEach(reader::add);
    Name more = zone.owner("more.example");
    reader.add(new CNAMERecord(more, DClass.IN, 5, Name.root));
    for (Record record : zone.answer().records(zone.owner("time.example"), 6)) {
      reader.add(record);
    }
    reader.add(Entries.soa(9));
    ZoneContent content = reader.content();
    assertEquals(9, content.soa().getSerial());
    assertEquals(Set.of("right.example", "*.right.example"), content.right());
    assertEquals(Set.of("half.example", "more.example", "time.example"), content.wrong());
  }

  @Test
  void zonesHaveBounds() {
    assertThrows(IllegalArgumentException.class, () -> ZoneSettings.origin("a..b"));
    assertThrows(IllegalArgumentException.class, () -> new ZoneSettings(Name.root, NO_NAME, 5));
    for (long ttl : new long[] {0, 3601}) {
      Name origin = ZoneSettings.origin("rpz.test");
      assertThrows(IllegalArgumentException.class, () -> new ZoneSettings(origin, NO_NAME, ttl));
    }
  }

  @Test
  void configurationNamesZonesKeysAndErrors() {
    ConfigText.Deployment at =
        new ConfigText.Deployment(
            List.of(
                new ConfigText.ZoneError(ZoneSettings.origin("rpz.test"), ExtendedError.CENSORED)),
            "192.0.2.2",
            5353,
            "update",
            "fetch",
            "hmac-sha256",
            List.of("192.0.2.3", "192.0.2.4"));
    assertTrue(ConfigText.bindPrimary(at).contains("also-notify { 192.0.2.3; 192.0.2.4; };"));
    assertTrue(ConfigText.bindPrimary(at).contains("grant \"update\" zonesub ANY;"));
    assertTrue(ConfigText.bindResolver(at).contains("zone \"rpz.test\" ede censored"));
    assertTrue(
        ConfigText.bindResolver(at).contains("primaries { 192.0.2.2 port 5353 key \"fetch\"; };"));
    assertFalse(ConfigText.bindResolver(at).contains("\"update\""));
    assertTrue(ConfigText.unbound(at).contains("primary: 192.0.2.2@5353"));
    assertTrue(ConfigText.pdns(at).contains("extendedErrorCode: 16"));
  }
}
