package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Events of MISP against schemas. */
class MispFormatTest {
  static final List<String> HOSTILE = TestHandovers.HOSTILE;

  private final Schemas schemas = new Schemas();

  private static String written(HandoverContents handover) {
    return new MispFormat().write(handover);
  }

  private JsonNode valid(String document) {
    JsonNode json = Schemas.json(document);
    assertEquals(List.of(), schemas.misp(json));
    return json;
  }

  private static JsonNode token(JsonNode event) {
    return event.at("/Event/Attribute/0");
  }

  @Test
  void anAlertIsAnEvent() {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "payer-token-1");
    SharingTerms sharing = new SharingTerms(TrafficLight.AMBER_STRICT, 30, "Example Bank");
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL, sharing);
    Golden.assertSame("payer.misp.json", written(handover));
    valid(written(handover));
  }

  @Test
  void whatIsWrongIsFound() {
    assertFalse(schemas.misp(Schemas.json("{\"Event\":{\"info\":4}}")).isEmpty());
  }

  @Test
  void severalAlertsAreSeveralEvents() {
    HandoverContents handover =
        TestHandovers.select(
            TestHandovers.results(
                TestHandovers.confirmed(Track.PAYER, "p1"),
                TestHandovers.confirmed(Track.PURCHASE, "p2")),
            TestHandovers.ALL);
    JsonNode events = Schemas.json(written(handover)).get("response");
    assertEquals(2, events.size());
    events.forEach(one -> assertEquals(List.of(), schemas.misp(one)));
  }

  @Test
  void aYoungPersonIsATargetAndNothingElse() {
    Alert child = TestHandovers.confirmed(Track.VICTIM, "child");
    JsonNode event =
        valid(
            written(
                TestHandovers.select(TestHandovers.results(child), TestHandovers.WITH_VICTIMS)));
    assertEquals("target-user", token(event).get("type").textValue());
    assertTrue(event.toString().contains("sextortion"));
    assertTrue(event.toString().contains("They have done nothing wrong"));
  }

  @Test
  void aCaseIsOneEvent() {
    Alert one = TestHandovers.confirmed(Track.PAYER, "p1");
    Alert two = TestHandovers.confirmed(Track.PAYER, "p2");
    Case theCase = TestHandovers.caseOf("hub", one, two);
    JsonNode event =
        valid(
            written(
                TestHandovers.select(
                    TestHandovers.results(one, two),
                    new HandoverSelection.SelectionRequest(Set.of(), theCase, false, List.of()))));
    String text = event.toString();
    assertTrue(text.contains("\"p1\"") && text.contains("\"p2\"") && text.contains("\"hub\""));
  }

  @Test
  void aNameIsADomain() {
    Alert alert = TestHandovers.confirmed(Track.ENTITY, "shop.example");
    alert.setEntityKind(EntityKind.DOMAIN);
    JsonNode event =
        valid(written(TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL)));
    assertEquals("domain", token(event).get("type").textValue());
    alert.setEntity("http://shop.example/?a=b");
    event = valid(written(TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL)));
    assertEquals("anonymised", token(event).get("type").textValue());
  }

  @ParameterizedTest
  @CsvSource({"1,1d", "6,2d", "89,2m", "90,3m", "400,1y"})
  void itIsKeptNoLongerThanAllowed(int days, String tag) {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    alert.setVerdictTime(TestHandovers.NOW);
    String document =
        written(
            TestHandovers.select(
                TestHandovers.results(alert),
                TestHandovers.ALL,
                new SharingTerms(TrafficLight.RED, days, null)));
    assertTrue(document.contains("\"retention:" + tag + "\""), document);
    assertTrue(document.contains("\"tlp:red\""), document);
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void aHostileTokenIsAText(String token) {
    Alert alert = TestHandovers.paid(Track.RECEIVER, token, "payer-of-it");
    String document =
        written(TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL));
    assertEquals(token, token(valid(document)).get("value").textValue());
    assertFalse(document.contains("payer-of-it"));
  }
}
