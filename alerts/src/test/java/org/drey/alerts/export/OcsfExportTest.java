package org.drey.alerts.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.explain.RuleBook;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detection Findings of OCSF. */
class OcsfExportTest {
  /** What class 2004, its metadata and its finding require, as in ocsf-schema. */
  private static final List<String> REQUIRED =
      List.of(
          "/activity_id",
          "/category_uid",
          "/class_uid",
          "/type_uid",
          "/severity_id",
          "/time",
          "/metadata/version",
          "/metadata/product/vendor_name",
          "/finding_info/uid",
          "/finding_info/title");

  private static String lines(Alert... alerts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AlertExport.Writer writer =
        new OcsfExport()
            .begin(out, (alert, reason) -> new RuleBook(TestAlerts.RULES).sentence(reason));
    for (Alert alert : alerts) {
      writer.write(alert);
    }
    writer.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode finding(Alert alert) throws IOException {
    return new ObjectMapper().readTree(lines(alert));
  }

  @Test
  void anAlertIsALineWithAllThatIsRequired() throws IOException {
    Alert alert = TestAlerts.payer();
    assertEquals(2, lines(alert, alert).lines().count());
    JsonNode finding = finding(alert);
    REQUIRED.forEach(at -> assertTrue(finding.at(at).isValueNode(), at));
    assertEquals(200402, finding.get("type_uid").intValue());
    assertEquals(4, finding.get("severity_id").intValue());
    assertEquals(alert.getReasons().size(), finding.at("/finding_info/related_analytics").size());
    assertEquals("pay-0002", finding.at("/finding_info/related_events/0/uid").textValue());
    assertEquals(69.0, finding.at("/unmapped/score").doubleValue());
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN,,2,1",
    "OPEN,NEEDS_MORE,2,2",
    "CLOSED,UNFOUNDED,3,3",
    "CLOSED,CONFIRMED,3,4",
    "WITHDRAWN,,3,4"
  })
  void itsLifeIsThatOfTheAlert(AlertState state, String verdict, int activity, int status)
      throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setState(state);
    alert.setVerdict(verdict);
    alert.setClosedBy(state == AlertState.CLOSED ? verdict : null);
    JsonNode finding = finding(alert);
    assertEquals(activity, finding.get("activity_id").intValue());
    assertEquals(status, finding.get("status_id").intValue());
  }

  @Test
  void ofAYoungPersonThereIsNoScore() throws IOException {
    JsonNode finding = finding(TestAlerts.of(Track.VICTIM, "child"));
    assertTrue(finding.at("/unmapped/score").isMissingNode());
    assertEquals("A young person who may need help", finding.at("/finding_info/title").textValue());
  }

  @Test
  void itsTitleIsTheStrongestReasonInWords() throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setReasons(
        List.of(TestAlerts.reason("repeated_small_payments_abroad", 26.0, 6.0, "gte 3", "30d")));
    JsonNode info = finding(alert).get("finding_info");
    assertTrue(info.get("title").textValue().startsWith("Sent 6 small payments"), info::toString);
    assertTrue(info.get("desc").textValue().endsWith("A reason to look, not a finding."));
    assertEquals(info.get("title"), info.at("/related_analytics/0/desc"));
    alert.setReasons(List.of());
    assertEquals("Alert on the track payer", finding(alert).at("/finding_info/title").textValue());
  }

  @Test
  void whoElseIsInTheEventsIsNotThere() throws IOException {
    assertFalse(lines(TestAlerts.payer()).contains("payee-token-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\"}{\"", "\u202e\u0000", "<script>"})
  void aHostileTokenIsAText(String token) throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setEntity(token);
    assertEquals(1, lines(alert).lines().count());
    assertEquals(token, finding(alert).at("/resources/0/uid").textValue());
  }
}
