package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Bundles of STIX 2.1, object by object against schemas. */
class StixFormatTest {
  static final List<String> HOSTILE = TestHandovers.HOSTILE;

  private final Schemas schemas = new Schemas();

  private static String written(HandoverContents handover) {
    return new StixFormat().write(handover);
  }

  private JsonNode valid(String bundle) {
    JsonNode json = Schemas.json(bundle);
    Set<String> ids = new HashSet<>();
    json.get("objects").forEach(one -> assertTrue(ids.add(one.get("id").textValue())));
    for (JsonNode one : json.get("objects")) {
      assertEquals(List.of(), schemas.stix(one), one::toString);
      one.path("object_refs").forEach(ref -> assertTrue(ids.contains(ref.textValue()), bundle));
      one.path("object_marking_refs")
          .forEach(ref -> assertTrue(ids.contains(ref.textValue()), bundle));
    }
    return json;
  }

  private static JsonNode first(JsonNode bundle, String type) {
    for (JsonNode one : bundle.get("objects")) {
      if (one.get("type").textValue().equals(type)) {
        return one;
      }
    }
    throw new AssertionError("no " + type + " in " + bundle);
  }

  @Test
  void anAlertIsAReport() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "payer-token-1");
    SharingTerms sharing = new SharingTerms(TrafficLight.AMBER_STRICT, 30, "Example Bank");
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL, sharing);
    Golden.assertSame("payer.stix.json", written(handover));
    valid(written(handover));
  }

  @Test
  void whatIsWrongIsFound() {
    String wrong = "{\"type\":\"opinion\",\"spec_version\":\"2.1\",\"id\":\"opinion--1\"}";
    assertFalse(schemas.stix(Schemas.json(wrong)).isEmpty());
  }

  /** A receiver that has an object would take no notice of another with its id. */
  @Test
  void onOtherTermsNothingHasAnIdOfOtherContent() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p1");
    Map<String, JsonNode> known = new HashMap<>();
    for (SharingTerms terms :
        List.of(
            new SharingTerms(TrafficLight.AMBER_STRICT, 90, null),
            new SharingTerms(TrafficLight.AMBER_STRICT, 30, null),
            new SharingTerms(TrafficLight.AMBER_STRICT, 90, "Example Bank"),
            new SharingTerms(TrafficLight.RED, 90, "Example Bank"))) {
      HandoverContents handover =
          TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL, terms);
      for (JsonNode one : valid(written(handover)).get("objects")) {
        JsonNode before = known.putIfAbsent(one.get("id").textValue(), one);
        boolean isObservable = one.get("type").textValue().equals("user-account");
        assertTrue(isObservable || before == null || before.equals(one), one::toString);
      }
    }
  }

  @Test
  void aSecondExportIsTheSame() {
    Alert one = TestHandovers.confirmed(Track.PAYER, "p1");
    Alert two = TestHandovers.confirmed(Track.RECEIVER, "p2");
    String document =
        written(TestHandovers.select(TestHandovers.results(one, two), TestHandovers.ALL));
    one.setRevision(one.getRevision() + 1); // as after another run of the job
    one.setEmittedAt(one.getEmittedAt().plusSeconds(99));
    assertEquals(
        document,
        written(TestHandovers.select(TestHandovers.results(two, one), TestHandovers.ALL)));
  }

  @Test
  void aCaseIsAGroupingOfReports() {
    Alert one = TestHandovers.confirmed(Track.PAYER, "p1");
    Alert child = TestHandovers.confirmed(Track.VICTIM, "child");
    Case theCase = TestHandovers.caseOf("hub", one, child);
    HandoverContents handover =
        TestHandovers.select(
            TestHandovers.results(one, child),
            new HandoverSelection.SelectionRequest(Set.of(), theCase, true, List.of()));
    JsonNode bundle = valid(written(handover));
    assertEquals(3, first(bundle, "grouping").get("object_refs").size());
    assertTrue(bundle.toString().contains("\"labels\":[\"victim\"]"));
  }

  @Test
  void nothingOfOthersAndNoThresholdGoes() {
    Alert alert = TestHandovers.paid(Track.FACILITATOR, "payee", "payer-of-it");
    String document =
        written(TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL));
    assertFalse(document.contains("payer-of-it"), document);
    assertFalse(document.contains("3 or more"), document);
    assertFalse(document.contains(Double.toString(alert.getScore())), document);
  }

  @Test
  void aNameIsADomainAndAnythingElseAPseudonym() {
    Alert alert = TestHandovers.confirmed(Track.ENTITY, "shop.example");
    alert.setEntityKind(EntityKind.DOMAIN);
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL);
    assertEquals(
        "shop.example", first(valid(written(handover)), "domain-name").get("value").textValue());
  }

  /** STIX has no observable of a device; the one in the middle of a case is the same object. */
  @Test
  void aDeviceIsNoAccount() {
    Alert alert = TestHandovers.confirmed(Track.ENTITY, "device-token-1");
    alert.setEntityKind(EntityKind.DEVICE);
    Case theCase = TestHandovers.caseOf("device-token-1", alert);
    theCase.setEntityKind(EntityKind.DEVICE);
    HandoverContents handover =
        TestHandovers.select(
            TestHandovers.results(alert),
            new HandoverSelection.SelectionRequest(Set.of(), theCase, false, List.of()));
    JsonNode bundle = valid(written(handover));
    JsonNode device = first(bundle, "infrastructure");
    assertEquals("device-token-1", device.get("name").textValue());
    assertFalse(bundle.toString().contains("user-account"), bundle::toString);
    assertFalse(bundle.toString().contains("observed-data--"), bundle::toString);
    assertEquals(device.get("id"), first(bundle, "grouping").at("/object_refs/1"));
    assertTrue(first(bundle, "note").get("content").textValue().contains("First seen 2026-01-"));
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void aHostileTokenIsAText(String token) {
    for (EntityKind kind : List.of(EntityKind.SUBJECT, EntityKind.DOMAIN)) {
      Alert alert = TestHandovers.confirmed(Track.PAYER, token);
      alert.setEntityKind(kind);
      HandoverContents handover =
          TestHandovers.select(
              TestHandovers.results(alert),
              TestHandovers.ALL,
              new SharingTerms(TrafficLight.RED, 90, token));
      JsonNode bundle = valid(written(handover));
      assertEquals(token, first(bundle, "user-account").get("user_id").textValue());
    }
  }
}
