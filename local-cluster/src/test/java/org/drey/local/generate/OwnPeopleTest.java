package org.drey.local.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.EntityKind;
import org.drey.event.ExternalSignal;
import org.drey.event.IpClass;
import org.drey.event.LivestreamSession;
import org.drey.event.Payment;
import org.drey.event.PaymentReporter;
import org.drey.event.PaymentStatus;
import org.drey.event.Relationship;
import org.drey.event.SessionEventType;
import org.drey.event.SourceTier;
import org.drey.event.VerdictReason;
import org.drey.event.Visibility;
import org.drey.local.people.PeopleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People of a folder, who do what the rules to come ask for. */
final class OwnPeopleTest {
  private static final WorldSettings SMALL = new WorldSettings(3, 200, 30);

  @TempDir Path folder;

  private SyntheticWorld world(String file) throws IOException {
    Files.writeString(folder.resolve("own.yml"), file);
    return SyntheticWorld.generate(SMALL, PeopleFile.withThoseOf(folder), 0);
  }

  private static <T extends SpecificRecordBase> List<T> events(
      SyntheticWorld world, Class<T> type) {
    return world.arrivals().values().stream()
        .flatMap(List::stream)
        .map(WorldItem::event)
        .filter(type::isInstance)
        .map(type::cast)
        .distinct()
        .sorted(Comparator.comparing((T event) -> (Instant) event.get("event_time")))
        .toList();
  }

  private static WorldTruth.ExpectedEntity planted(SyntheticWorld world, String kind) {
    return world.truth().planted().stream()
        .filter(one -> one.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** Payments to people abroad, as the payer's firm reports them. */
  private static List<Payment> paidBy(SyntheticWorld world, String kind) {
    String payer = planted(world, kind).entity();
    return events(world, Payment.class).stream()
        .filter(one -> one.getSubject().equals(payer) && !one.getPayee().equals(one.getMerchant()))
        .filter(one -> !one.getPayeeCountry().equals(one.getPayerCountry()))
        .filter(one -> one.getReportedBy() != PaymentReporter.PAYEE_FIRM)
        .toList();
  }

  @Test
  void allOthersAreThoseOfTheWorldWithoutThem() throws IOException {
    SyntheticWorld own =
        world("{fewest: 3, roles: {asks: {does: {a_day: 2, steps: {ask: {name: LISTED}}}}}}");
    SyntheticWorld plain = SyntheticWorld.generate(SMALL);
    plain
        .arrivals()
        .forEach((topic, items) -> assertTrue(lines(own, topic).containsAll(lines(plain, topic))));
    assertEquals(plain.truth().planted(), own.truth().planted());
    assertEquals(plain.truth().splashSignals() + 3 * 60, own.truth().splashSignals());
  }

  private static Set<String> lines(SyntheticWorld world, String topic) {
    return world.arrivals().get(topic).stream()
        .map(item -> new String(item.jsonLine(), StandardCharsets.ISO_8859_1))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void theyPayAtNightMoreEachTimeAndDeclareNothing() throws IOException {
    SyntheticWorld world =
        world(
            """
            lasts: 20
            abroad: PH
            roles:
              other: {lives: false, country: abroad}
              night_payer:
                expect: {track: PAYER, alert: never, findings: PAY-06, no_findings: [PAY-04]}
                does:
                  with: other
                  every: 4
                  from: 0
                  times: 4
                  hours: 23..4
                  steps: {pay: {amount: 20, grows: 1.5, payee_tenure_days: null, relationship: UNKNOWN, currency: GBP}}
            """);
    List<Payment> paid = paidBy(world, "night_payer");
    assertEquals(4, paid.size());
    assertTrue(paid.get(3).getAmountMinor() > 3 * paid.get(0).getAmountMinor(), paid.toString());
    for (Payment payment : paid) {
      int hour =
          payment
              .getEventTime()
              .plus(Duration.ofMinutes(payment.getPayerUtcOffsetMinutes()))
              .atZone(ZoneOffset.UTC)
              .getHour();
      assertTrue(hour >= 23 || hour < 5, payment.toString());
      assertNull(payment.getPayeeTenureDays());
      assertEquals(Relationship.UNKNOWN, payment.getRelationship());
      assertEquals("PH", payment.getPayeeCountry());
    }
    assertEquals(List.of("PAY-06"), planted(world, "night_payer").findings());
    assertEquals(List.of("PAY-04"), planted(world, "night_payer").noFindings());
  }

  @Test
  void aDeclinedPaymentGoesAnotherWayAndMovesOn() throws IOException {
    SyntheticWorld world =
        world(
            """
            roles:
              receiver: {lives: false, country: abroad}
              mule: {lives: false, country: any_abroad, account: 5}
              rerouter:
                expect: {track: PAYER}
                does:
                  with: receiver
                  steps:
                    - pay: {amount: 40, status: DECLINED, times: 2, apart: 10m}
                    - pay: {after: 20m, share: 0.5, channel: WALLET}
                    - pay: {after: 5h, by_other: true, to: mule, share: 0.9}
            """);
    List<Payment> paid = paidBy(world, "rerouter");
    assertEquals(
        List.of(PaymentStatus.DECLINED, PaymentStatus.DECLINED, PaymentStatus.COMPLETED),
        paid.stream().map(Payment::getStatus).toList());
    assertEquals(Channel.WALLET, paid.get(2).getChannel());
    Payment onward =
        events(world, Payment.class).stream()
            .filter(
                one ->
                    one.getPayeeAccountAgeDays() < 35
                        && one.getEventTime()
                            .equals(paid.get(2).getEventTime().plus(Duration.ofHours(5))))
            .findFirst()
            .orElseThrow();
    assertTrue(!onward.getSubject().equals(paid.get(0).getSubject()));
  }

  @Test
  void aChildHostsHostsShareADeviceAndRoomsChange() throws IOException {
    SyntheticWorld world =
        world(
            """
            roles:
              child_host:
                {lives: false, host: CHILD, expect: {track: VICTIM, entity: HOST}}
              studio:
                lives: false
                count: 3
                host: UNKNOWN
                account: 0
                shares_device: true
                expect: {track: ENTITY, alert: never}
                does: {steps: {hold: {stay: 20m, visibility: PRIVATE, ip_class: VPN, service: live-b.example}}}
              hopper:
                {lives: false, expect: {track: FACILITATOR, entity: HOST}, does: {steps: {create_room: {times: 5, apart: 30m}}}}
              viewer:
                does:
                  - with: child_host
                    steps: [join: {stay: 5m, viewer_age_assurance: ADULT, visibility: {PRIVATE: 1, INVITE: 1}}, complain: {report_category: CSEA}]
              used: {lives: false, expect: {track: ENTITY, entity: live-b.example}}
            """);
    List<LivestreamSession> sessions = events(world, LivestreamSession.class);
    List<LivestreamSession> ofChild =
        sessions.stream()
            .filter(one -> one.getHost().equals(planted(world, "child_host").entity()))
            .toList();
    assertEquals(5, ofChild.size());
    assertEquals(1, ofChild.stream().map(LivestreamSession::getVisibility).distinct().count());
    assertTrue(ofChild.stream().allMatch(one -> one.getHostAgeAssurance() == AgeAssurance.CHILD));
    assertTrue(ofChild.stream().anyMatch(one -> "CSEA".equals(one.getReportCategory())));
    String device = planted(world, "studio").entity();
    List<LivestreamSession> ofStudio =
        sessions.stream().filter(one -> device.equals(one.getDevice())).toList();
    assertEquals(3, ofStudio.stream().map(LivestreamSession::getPayout).distinct().count());
    for (LivestreamSession one : ofStudio) {
      if (one.getType() == SessionEventType.STARTED) {
        assertEquals(IpClass.VPN, one.getIpClass());
        assertEquals(Visibility.PRIVATE, one.getVisibility());
        assertEquals("live-b.example", one.getService());
      }
    }
    assertEquals(
        5,
        sessions.stream()
            .filter(one -> one.getHost().equals(planted(world, "hopper").entity()))
            .map(LivestreamSession::getRoom)
            .distinct()
            .count());
    assertEquals(EntityKind.DOMAIN, planted(world, "used").entityKind());
  }

  @Test
  void theyAreReportedAsWhatIsGivenAndExplained() throws IOException {
    SyntheticWorld world =
        world(
            """
            roles:
              shop:
                lives: false
                expect: {track: ENTITY, entity: shop.example}
                does: {steps: {report: {source_tier: LAW_ENFORCEMENT, signal: domain_alert, entity_kind: DOMAIN, entity: shop.example, expires_at: null}}}
              relative:
                expect: {track: PAYER, alert: maybe, explained: RELATIVE_VERIFIED, benign: BEN-02}
            """);
    ExternalSignal signal =
        events(world, ExternalSignal.class).stream()
            .filter(one -> one.getEntityKind() == EntityKind.DOMAIN)
            .findFirst()
            .orElseThrow();
    assertEquals("shop.example", signal.getEntity());
    assertEquals(SourceTier.LAW_ENFORCEMENT, signal.getSourceTier());
    assertNull(signal.getExpiresAt());
    WorldTruth.ExpectedEntity relative = world.truth().lookAlikes().get(0);
    assertEquals(VerdictReason.RELATIVE_VERIFIED, relative.explained());
    assertEquals("BEN-02", relative.benign());
    assertNotNull(relative.entity());
  }

  @Test
  void theExampleOfTheReadmeIsAsItSays() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    SyntheticWorld world = world(readme.split("```yaml\n", -1)[1].split("```", -1)[0]);
    assertEquals(2, world.truth().planted().stream().filter(OwnPeopleTest::isNightPayer).count());
    assertEquals(5, paidBy(world, "night_payer").size());
    assertEquals(3, paidBy(world, "three_nights").size());
  }

  private static boolean isNightPayer(WorldTruth.ExpectedEntity one) {
    return one.kind().equals("night_payer");
  }

  @Test
  void aWorldTooShortForThemIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> world("{lasts: 31, roles: {late: {}}}"));
  }
}
