package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.Track;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The letter to a service. */
class NoticeFormatTest {
  static final List<String> HOSTILE = TestHandovers.HOSTILE;
  private static final SharingTerms SHARING =
      new SharingTerms(TrafficLight.RED, 90, "Example Bank", "trust@bank.example");

  private static Reason reason(String indicator, double observed) {
    return Reason.newBuilder()
        .setIndicator(indicator)
        .setRuleId("r-" + indicator)
        .setRuleVersion("1")
        .setFamily("SERVICE")
        .setPoints(20)
        .setObserved(observed)
        .setThreshold("gte 5")
        .setWindow("30d")
        .setStreams(List.of("LIVESTREAM"))
        .setEvidence(List.of())
        .setFindings(List.of())
        .setEntries(
            List.of(
                new ReasonEntry(Instant.parse("2026-01-15T09:00:00Z"), 0.8),
                new ReasonEntry(Instant.parse("2026-01-04T09:00:00Z"), 0.8)))
        .build();
  }

  private static Alert service(VerdictType verdict, Reason... reasons) {
    Alert alert = TestHandovers.decided(Track.ENTITY, "live.example", verdict);
    alert.setEntityKind(EntityKind.DOMAIN);
    alert.setReasons(List.of(reasons));
    alert.setOffsets(List.of());
    alert.setEvents(List.of());
    alert.setLinkedEntities(List.of());
    return alert;
  }

  private static HandoverContents only(Alert alert) {
    return only(alert, SHARING);
  }

  private static HandoverContents only(Alert alert, SharingTerms sharing) {
    return TestHandovers.select(
        TestHandovers.results(alert),
        new HandoverSelection.SelectionRequest(Set.of(alert.getAlertId()), null, false, List.of()),
        sharing);
  }

  private static String words(Alert alert) {
    return new NoticeFormat().preview(only(alert));
  }

  private static String refusal(HandoverContents handover) {
    return String.join("\n", new NoticeFormat().refusals(handover));
  }

  @Test
  void whatWasSeenIsSaidInFigures() {
    Reason report = reason("REG-03", 1);
    report.setEntries(List.of(new ReasonEntry(Instant.parse("2025-12-01T09:00:00Z"), 0.9)));
    Alert alert =
        service(
            VerdictType.CONFIRMED,
            reason("SVC-03", 5),
            reason("SVC-01", 14),
            reason("SVC-02", 129),
            report);
    assertEquals("", refusal(only(alert)));
    Golden.assertSame("service.notice.txt", words(alert));
    Golden.assertSame("service.notice.html", new NoticeFormat().write(only(alert)));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 9, 10, 14, 15, 99, 100, 104})
  void aFigureIsRoundedDownToAMultipleOfFive(int observed) {
    String text = words(service(VerdictType.LIKELY, reason("SVC-01", observed)));
    assertTrue(text.contains("at least " + observed / 5 * 5 + " people"), text);
    assertTrue(text.contains("the verdict is likely"), text);
  }

  @Test
  void noOneIsNamedRegardlessOfWhatTheRecordHolds() {
    List<String> tokens = List.of("payer-token-9", "payee-token-9", "e-9", "f-9", "host-token-9");
    Alert alert = service(VerdictType.CONFIRMED, reason("SVC-01", 7));
    Reason reason = alert.getReasons().get(0);
    reason.setEvidence(List.of("e-9"));
    reason.setFindings(List.of("f-9"));
    alert.setFindings(List.of("f-9"));
    alert.setEvents(List.of(TestHandovers.payment("e-9", "payer-token-9", "payee-token-9")));
    alert.setLinkedEntities(
        List.of(
            LinkedEntity.newBuilder()
                .setKind(EntityKind.HOST)
                .setEntity("host-token-9")
                .setFindings(3)
                .build()));
    for (String text : List.of(words(alert), new NoticeFormat().write(only(alert)))) {
      tokens.forEach(token -> assertFalse(text.contains(token), text));
      assertTrue(text.contains("at least 5 people"), text);
      assertFalse(text.contains(" 7 "), "the figure itself stays");
    }
  }

  @Test
  void whatIsNoServiceHasNoNotice() {
    Alert person = TestHandovers.confirmed(Track.PAYER, "payer-token-1");
    assertTrue(refusal(only(person)).contains("about an alert on a service"));
    Alert device = service(VerdictType.CONFIRMED, reason("SVC-01", 9));
    device.setEntityKind(EntityKind.DEVICE);
    assertTrue(refusal(only(device)).contains("about an alert on a service"));
    Alert reported = service(VerdictType.CONFIRMED, reason("REG-03", 9));
    assertTrue(refusal(only(reported)).contains("this alert counts none"));
    Alert few = service(VerdictType.CONFIRMED, reason("SVC-01", 4));
    assertTrue(refusal(only(few)).contains("this alert counts none"));
  }

  @Test
  void itIsAboutOneServiceAlone() {
    Alert alert = service(VerdictType.CONFIRMED, reason("SVC-01", 9));
    HandedOverAlert one = only(alert).alerts().get(0);
    HandoverContents of = only(alert);
    HandoverContents two =
        new HandoverContents(
            List.of(one, one), Map.of(), null, false, "EUR", of.victims(), of.sharing());
    assertTrue(refusal(two).contains("name it alone"));
  }

  @Test
  void withoutASenderThereIsNoNotice() {
    Alert alert = service(VerdictType.CONFIRMED, reason("SVC-01", 9));
    String refusal = refusal(only(alert, new SharingTerms(TrafficLight.RED, 90, "Example Bank")));
    assertTrue(refusal.contains("sender: {name: …, answer_to: …}"), refusal);
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void aHostileNameIsAText(String name) {
    Alert alert = service(VerdictType.CONFIRMED, reason("SVC-01", 9));
    alert.setEntity(name);
    HandoverContents handover = only(alert, new SharingTerms(TrafficLight.RED, 90, name, name));
    String html = new NoticeFormat().write(handover);
    assertTrue(
        html.substring(html.indexOf("<body>"))
            .replaceAll("</?(?:body|html|main|h1|h2|p|ul|li|code)>", "")
            .chars()
            .noneMatch(c -> c == '<' || c == '>' || c == '"'),
        html);
  }

  @Test
  void aNoticeIsKnownByItsBeginning() {
    Alert alert = service(VerdictType.CONFIRMED, reason("SVC-01", 9));
    String text = new NoticeFormat().write(only(alert));
    assertTrue(new NoticeFormat().hasWritten(text));
    assertFalse(new SarFormat().hasWritten(text));
  }

  @Test
  void thePageAllowsItsOwnStyleAlone() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(HtmlPage.STYLE.getBytes(StandardCharsets.UTF_8));
    assertTrue(HtmlPage.STYLE_SOURCE.contains(Base64.getEncoder().encodeToString(hash)));
  }
}
