package org.drey.alerts.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.drey.alerts.MemoryResults;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.entity.EntityNames;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.event.LinkedEntity;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.drey.rules.schema.EntityKey;
import org.junit.jupiter.api.Test;

/** What results say of one entity. */
class ErasurePreviewTest {
  private static final Alert OWN = TestAlerts.payer();
  private static final EntityKey PAYER =
      new EntityKey(OWN.getTokenDomain(), OWN.getKeyVersion(), "SUBJECT", OWN.getEntity());

  private static Alert other(String subject, List<LinkedEntity> linked, List<AlertEvent> events) {
    Alert alert = TestAlerts.of(Track.PAYER, subject);
    alert.setLinkedEntities(linked);
    alert.setEvents(events);
    return alert;
  }

  private static Case aCase(String id, String centre, EntityKind kind) {
    Case one = TestAlerts.sample(Case.class);
    one.setCaseId(id);
    one.setEntity(centre);
    one.setEntityKind(kind);
    one.getMembers().forEach(member -> member.setEntity("someone"));
    one.setTokenDomain(PAYER.tokenDomain());
    one.setKeyVersion(PAYER.keyVersion());
    return one;
  }

  @Test
  void nothingIsSaidOfAStranger() throws IOException {
    MemoryResults results = new MemoryResults().with(TopicNames.ALERTS, OWN);
    assertTrue(
        ErasurePreview.of(results, new EntityKey("default", 1, "SUBJECT", "stranger")).areNone());
    for (EntityKey other :
        List.of(
            new EntityKey("other", PAYER.keyVersion(), "SUBJECT", PAYER.token()),
            new EntityKey(PAYER.tokenDomain(), 99, "SUBJECT", PAYER.token()))) {
      assertEquals(0, ErasurePreview.of(results, other).alerts(), other::toString);
    }
  }

  @Test
  void ofEachAlertTheNewestRevisionIsCounted() throws IOException {
    Alert gone = TestAlerts.of(Track.FACILITATOR, OWN.getEntity());
    MemoryResults results =
        new MemoryResults()
            .with(TopicNames.ALERTS, OWN)
            .with(TopicNames.ALERTS, OWN)
            .with(TopicNames.ALERTS, gone)
            .without(TopicNames.ALERTS, gone.getAlertId())
            .with(TopicNames.SHADOW_ALERTS, gone);
    assertEquals(new ErasurePreview(1, 1, 0, 0, 0, 0, 0, 0), ErasurePreview.of(results, PAYER));
  }

  @Test
  void othersShowItAsAnEventOrAsALinkedEntity() throws IOException {
    LinkedEntity link = new LinkedEntity(EntityKind.SUBJECT, PAYER.token(), 1);
    LinkedEntity otherKind = new LinkedEntity(EntityKind.HOST, PAYER.token(), 1);
    AlertEvent event =
        OWN.getEvents().stream().filter(one -> one.getPayment() != null).findFirst().orElseThrow();
    AlertEvent paid = AlertEvent.newBuilder(event).build();
    paid.getPayment().setSubject(PAYER.token());
    MemoryResults results =
        new MemoryResults()
            .with(TopicNames.ALERTS, other("a", List.of(link), List.of()))
            .with(TopicNames.ALERTS, other("b", List.of(), List.of(paid)))
            .with(TopicNames.ALERTS, other("c", List.of(otherKind), List.of()));
    ErasurePreview traces = ErasurePreview.of(results, PAYER);
    assertEquals(new ErasurePreview(0, 0, 2, 0, 0, 0, 0, 0), traces);
    assertFalse(traces.areNone());
  }

  @Test
  void casesAndVerdictsAreCountedOnceAndNotWhenTheyWereDeleted() throws IOException {
    Case member = aCase("m", "payee", EntityKind.PAYEE);
    member.getMembers().get(0).setEntity(PAYER.token());
    member.getMembers().get(0).setTrack(OWN.getTrack());
    member.getMembers().get(0).setAlertId(OWN.getAlertId());
    Case otherKind = aCase("k", "payee", EntityKind.PAYEE);
    otherKind.getMembers().get(0).setEntity(PAYER.token());
    Instant time = TestAlerts.NOW;
    MemoryResults results =
        new MemoryResults()
            .with(TopicNames.CASES, aCase("own", PAYER.token(), EntityKind.SUBJECT))
            .with(TopicNames.CASES, member)
            .with(TopicNames.CASES, otherKind)
            .with(TopicNames.CASES, aCase("gone", PAYER.token(), EntityKind.SUBJECT))
            .without(TopicNames.CASES, "gone");
    for (String id : List.of("v1", "v1", "v2", "v3")) {
      results.with(
          TopicNames.VERDICTS,
          TestAlerts.verdict(OWN, id, VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, time));
    }
    results.without(TopicNames.VERDICTS, OWN.getAlertId() + "/v3");
    assertEquals(new ErasurePreview(0, 0, 0, 0, 1, 1, 2, 0), ErasurePreview.of(results, PAYER));
  }

  private static Finding finding(String id, String field, String value) {
    Finding finding = TestAlerts.sample(Finding.class);
    finding.setFindingId(id);
    finding.setTokenDomain(PAYER.tokenDomain());
    finding.setKeyVersion(PAYER.keyVersion());
    finding.setGroup(List.of(new GroupValue(field, value, true)));
    return finding;
  }

  @Test
  void findingsThatNameItAreCountedOnceAndNotWhenTheyWereDeleted() throws IOException {
    Finding otherKey = finding("k", "subject", PAYER.token());
    otherKey.setKeyVersion(PAYER.keyVersion() + 1);
    MemoryResults results = new MemoryResults();
    for (Finding one :
        List.of(
            finding("a", "subject", PAYER.token()),
            finding("a", "subject", PAYER.token()),
            finding("b", "payer_account", PAYER.token()),
            finding("gone", "subject", PAYER.token()),
            finding("payee", "payee", PAYER.token()),
            finding("someone", "subject", "someone"),
            otherKey)) {
      results.with(TopicNames.FINDINGS, one);
    }
    results.without(TopicNames.FINDINGS, "gone");
    assertEquals(Set.of("a", "b"), NamingFindings.ids(results, PAYER));
    assertEquals(2, ErasurePreview.of(results, PAYER).findings());
    assertFalse(ErasurePreview.of(results, PAYER).areNone());
  }

  @Test
  void whatElseATokenIsIsFound() throws IOException {
    MemoryResults results = new MemoryResults().with(TopicNames.ALERTS, OWN);
    assertEquals(List.of(), SimilarTokens.of(results, PAYER));
    EntityKey slip = new EntityKey(PAYER.tokenDomain(), PAYER.keyVersion(), "PAYEE", PAYER.token());
    assertEquals(
        List.of(
            "SUBJECT (token domain "
                + PAYER.tokenDomain()
                + ", key version "
                + PAYER.keyVersion()
                + ")"),
        SimilarTokens.of(results, slip));
  }

  @Test
  void aRequestNamesTheEntityInItsKey() {
    assertEquals(
        "default|1|SUBJECT|a|b",
        ErasureRequests.key(new EntityKey("default", 1, "SUBJECT", "a|b")));
    assertEquals(PAYER, EntityNames.of(ErasureRequests.of(PAYER, "R-1", TestAlerts.NOW)));
  }
}
