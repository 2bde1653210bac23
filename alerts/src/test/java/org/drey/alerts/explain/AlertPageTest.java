package org.drey.alerts.explain;

import static org.drey.alerts.TestAlerts.AS_OF;
import static org.drey.alerts.TestAlerts.NOW;
import static org.drey.alerts.TestAlerts.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Gate;
import org.drey.event.Offset;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

/** An alert as it is read. */
class AlertPageTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);
  private static final String DECIDE = "./drey alerts decide c15a VERDICT REASON --from results";

  /** 22.0 + 15.0 − 16.0 = 21.0, held at 20.0. */
  private static Alert payer() {
    Alert alert = TestAlerts.payer();
    alert.setReasons(
        List.of(
            reason("fan_out_to_unrelated_people_month", 22, 4, "gte 3", "30d"),
            reason("repeated_small_payments_abroad", 15, 12, "gte 3", "30d")));
    alert.setOffsets(
        List.of(new Offset("BEN-02", rule("payment_to_verified_family"), -16.0, -16.0)));
    alert.setGates(List.of(new Gate("ONE_STREAM", -1.0)));
    alert.setScore(20);
    alert.setPeakScore(38);
    return alert;
  }

  private static String rule(String name) {
    return TestAlerts.RULES.heads().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static AlertView view(Alert alert, Verdict... verdicts) {
    return AlertView.of(
        VerdictHistory.of(alert, List.of(verdicts), TestAlerts.VERDICTS), List.of(), BOOK, NOW);
  }

  private static String page(AlertView view) {
    return String.join("\n", AlertPage.lines(view, new AlertPage.Layout(80, false, false, DECIDE)));
  }

  private static String proofs(AlertView view) {
    return String.join("\n", AlertPage.lines(view, new AlertPage.Layout(80, false, true, DECIDE)));
  }

  private static void assertSays(String page, String what) {
    String flat = page.replaceAll("\\s+", " ");
    assertTrue(flat.contains(what), () -> "expected '" + what + "' in:\n" + page);
  }

  @Test
  void whatHappenedIsInTheRulesWords() {
    String page = page(view(payer()));
    assertSays(page, "A person who pays or watches: payer-token-1.");
    assertSays(
        page,
        "Sent small payments to 4 people in one other country, not known to be relatives, within 30"
            + " days; 3 or more is unusual.");
    assertFalse(page.contains("Found on"), page);
    assertSays(page, "open, priority P3, 23 h 0 min left");
    assertSays(page, "No one has decided yet.");
  }

  @Test
  void barsAddUpToTheScore() {
    List<String> bars =
        page(view(payer()))
            .lines()
            .dropWhile(line -> !line.startsWith("THE SCORE"))
            .skip(1)
            .takeWhile(line -> !line.isBlank())
            .toList();
    double sum = 0;
    for (String bar : bars.subList(0, 4)) {
      sum += Double.parseDouble(bar.strip().split(" ", -1)[0]);
    }
    assertEquals(20.0, sum, 0.001);
    assertTrue(bars.get(5).startsWith("     20.0"), bars.get(5));
    assertTrue(bars.get(5).endsWith("ALERT, was 38.0"), bars.get(5));
    assertEquals(
        "  Bands: WATCH from 30, ALERT from 50, HIGH from 70, CRITICAL from 85; WATCH is",
        bars.get(6));
    assertEquals("  10.0 away.", bars.get(7));
    // Each begins where the one before ends.
    assertEquals(bars.get(0).lastIndexOf('█') + 1, bars.get(1).indexOf('█'));
    assertEquals(bars.get(1).lastIndexOf('█'), bars.get(2).lastIndexOf('░'));
    assertEquals(bars.get(3).indexOf('░'), bars.get(5).lastIndexOf('█') + 1);
  }

  @Test
  void eachReasonSaysWhatItRestsOn() {
    Alert alert = payer();
    alert.getReasons().get(1).setRuleVersion("000000000000");
    assertSays(page(view(alert)), "Rules, versions and each event with its id: --evidence.");
    assertFalse(page(view(alert)).contains("000000000000"));
    String page = proofs(view(alert));
    assertSays(
        page,
        "22.0 of 22 points; observed 4; threshold 3 or more; window 30 days; from payments; events"
            + " e-2, e-1; rule "
            + rule("fan_out_to_unrelated_people_month")
            + ", version ");
    assertSays(page, "version 000000000000 (here is another version of it: its words may differ)");
  }

  @Test
  void whyItIsNotHigherIsSaid() {
    String page = page(view(payer()));
    assertSays(page, "Held at 20.0, because all of it comes from one kind of source (ONE_STREAM).");
    assertSays(page, "-16.0 for what speaks against it: Paid someone whom the payment firm");
    assertSays(page, "It was 38.0 at its highest");
    assertSays(page, "Looked for and not found, or faded: ");
    assertSays(page, "(LNK-01, ");
    view(payer()).notHigher().forEach(one -> assertFalse(one.contains("(PAY-04, "), one));
    assertSays(page, "Nothing from DNS and web, livestreams, and reports from outside");
  }

  @Test
  void whatWasFoundOnSeveralDaysIsSaidTo() {
    Alert alert = payer();
    alert.getReasons().get(1).setFindings(List.of("f-1", "f-2", "f-3"));
    assertSays(page(view(alert)), " Found on 3 days.");
  }

  @Test
  void whatElseItCouldBeAndWhatIsNotKnownIsAsked() {
    String page = page(view(payer()));
    assertSays(page, "Found (BEN-02, -16.0): Paid someone");
    assertSays(page, "Extended family abroad whose relationship is not verified? (PAY-04");
    assertSays(page, "Aid worker? (PAY-04");
    assertTrue(page.indexOf("Found (BEN-02") < page.indexOf("Aid worker?"), page);
    assertTrue(page.indexOf("COURSE OF EVENTS") < page.indexOf("WHY IT IS HERE"), page);
    assertTrue(page.indexOf("WHY IT IS HERE") < page.indexOf("REASONS AGAINST IT"), page);
    assertTrue(
        page.indexOf("REASONS AGAINST IT") < page.indexOf("FINDINGS THAT WOULD CLEAR IT"), page);
    assertTrue(page.indexOf("POSSIBLE DECISIONS") < page.indexOf("WHY NOT HIGHER"), page);
    assertSays(page, "Used an age-assured adult service (BEN-03), if the platform and the");
    assertFalse(page.contains("(BEN-02), if"), page);
    assertSays(page, "1 of 1 payments: whether the two know each other is not known");
    assertSays(page, "All events shown come from one provider, bank.example.");
    assertSays(page, "No content was looked at");
  }

  @Test
  void eventsAreInOrderByLocalTime() {
    Alert alert = payer();
    alert.getEvents().get(0).getPayment().setPayerUtcOffsetMinutes(330L);
    var later = org.drey.event.AlertEvent.newBuilder(alert.getEvents().get(0)).build();
    later.setEventId("pay-0003");
    later.setEventTime(Instant.parse("2026-01-15T22:35:00Z"));
    later.getPayment().setPayerUtcOffsetMinutes(null);
    alert.setEvents(List.of(later, alert.getEvents().get(0)));
    List<AlertView.EventView> events = view(alert).events();
    assertEquals("2026-01-15 20:30 UTC (the payer's 2026-01-16 02:00)", events.get(0).local());
    assertEquals("2026-01-15 22:35 UTC", events.get(1).local());
    assertEquals(125, events.get(1).minutesSince());
    assertEquals(
        "this person paid payee-token-1 21.50 by a payment app, from GB to PH; no relationship"
            + " known",
        events.get(0).sentence());
  }

  @Test
  void forAYoungPersonHelpComesFirstAndNoWordOfSuspicion() {
    Alert alert = TestAlerts.of(Track.VICTIM, "child-token-1");
    alert.setReasons(List.of(reason("young_payer_rapid_series", 45, 3, "gte 3", "24h")));
    String page = page(view(alert));
    assertTrue(page.startsWith("HELP FIRST"), page);
    assertSays(page, "They have done nothing wrong, and nothing here counts against them.");
    assertSays(page, "A young person made 3 payments within 24 hours");
    assertFalse(Pattern.compile("(?i)suspect|offend|perpetrat|guilt").matcher(page).find(), page);
    AlertRow row = AlertRow.of(alert, BOOK);
    assertTrue(lines(row).get(0).contains("help first"), row::toString);
    assertFalse(lines(row).get(0).contains("69.0"), row::toString);
  }

  private static List<String> lines(AlertRow row) {
    return new ListText(8, 80, NOW, List.of(row)).lines(new ListedAlert(row, List.of(), false));
  }

  @Test
  void aRuleWithoutWordsSpeaksByItsTitleAndOneThatIsUnknownByItsIndicator() {
    Alert alert = TestAlerts.payer();
    String page = proofs(view(alert));
    assertSays(page, "PAY-20: 6 within 7 days (threshold: 5 or more).");
    assertSays(page, "(not among the rules at hand: --rules DIR)");
  }

  @Test
  void whoClosedItAndWhyIsSaid() {
    Alert alert = payer();
    alert.setState(AlertState.CLOSED);
    alert.setClosedBy("UNFOUNDED");
    alert.setVerdict("UNFOUNDED");
    alert.setVerdictTime(NOW);
    Verdict given =
        TestAlerts.verdict(alert, "v1", VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, NOW);
    given.setSecondAnalyst("b2");
    String page = page(view(alert, given));
    assertSays(
        page, "Closed by a17 and b2 on 2026-01-15 21:30 UTC: UNFOUNDED, no pattern [verdict v1].");
    assertSays(page, "this closed it [v1]");
    assertSays(page, "REOPENED --takes-back v1: undoes that verdict");
    assertFalse(page.contains(" left ("), page);
  }

  @Test
  void whyAnAlertWithAVerdictIsOpenIsSaid() {
    Alert again = payer();
    again.setEpisode(2);
    again.setVerdict("UNFOUNDED");
    again.setVerdictTime(AS_OF.minusSeconds(60));
    Verdict before =
        TestAlerts.verdict(
            again, "v1", VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, AS_OF.minusSeconds(60));
    before.setAsOf(AS_OF.minusSeconds(120));
    String page = page(view(again, before));
    assertSays(
        page, "Open, for the second time. The newest verdict, UNFOUNDED of a17, was on what");
    assertSays(page, "closed the alert, what it had seen counts no more: ");
    Alert lacked = payer();
    lacked.setVerdict("NEEDS_MORE");
    lacked.setVerdictTime(NOW);
    Verdict alone =
        TestAlerts.verdict(lacked, "v1", VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, NOW);
    assertSays(
        page(view(lacked, alone)),
        "UNFOUNDED of a17 has not closed it: a second analyst has to agree.");
    VerdictHistory history = VerdictHistory.of(lacked, List.of(alone), TestAlerts.VERDICTS);
    assertEquals(
        "a17 decided UNFOUNDED; waits for a second analyst", AlertRow.of(history, BOOK).waiting());
  }

  @Test
  void whatTwoHaveToAgreeOnIsNotSaidToBeClosedByOne() {
    Alert alert = payer();
    alert.setPeakBand(Band.HIGH);
    for (boolean needsTwo : new boolean[] {true, false}) {
      SecondEyes eyes = new SecondEyes(true, needsTwo ? org.drey.rules.score.Band.HIGH : null);
      VerdictHistory history =
          VerdictHistory.of(alert, List.of(), VerdictRules.of(TestAlerts.RULES, eyes));
      String page = page(AlertView.of(history, List.of(), BOOK, NOW));
      assertSays(page, "it is what it looks like; closes it" + (needsTwo ? " once two" : ", and"));
      assertTrue(page.contains("\n  " + DECIDE + "\n"), page);
    }
  }

  @Test
  void aVerdictThatIsRefusedIsNotWaitedFor() {
    Alert alert = payer();
    Verdict refused =
        TestAlerts.verdict(alert, "v1", VerdictType.UNFOUNDED, VerdictReason.HELPED, NOW);
    String page = page(view(alert, refused));
    assertSays(
        page, "Refused, and without effect: UNFOUNDED of a17, because the reason is none of");
    assertSays(page, "Open. No one has decided yet.");
    assertFalse(page.contains("taken up by the job yet"), page);
  }

  @Test
  void whatIsFoundButWeakIsNotSaidToBeMissing() {
    Alert alert = TestAlerts.of(Track.FACILITATOR, "payee-1");
    alert.setReasons(List.of(reason("new_host_private_paid_session", 2.4, 1, "", "")));
    alert.setStreams(List.of("SIGNAL"));
    String page = page(view(alert));
    assertSays(page, "Too little from livestreams to count as a separate source");
    assertSays(page, "Nothing from DNS and web, and payments");
  }

  @Test
  void aVerdictThatTheJobDoesNotKnowOfYetIsNamed() {
    Alert alert = payer();
    Verdict given =
        TestAlerts.verdict(alert, "v1", VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, NOW);
    String page = page(view(alert, given));
    assertSays(page, "Open. a17 decided UNFOUNDED; not taken up by the job yet.");
    assertFalse(page.contains("No one has decided yet"), page);
    VerdictHistory history = VerdictHistory.of(alert, List.of(given), TestAlerts.VERDICTS);
    List<String> row = lines(AlertRow.of(history, BOOK));
    assertEquals("    a17 decided UNFOUNDED; not taken up by the job yet", row.get(2));
  }

  @Test
  void whatIsWithdrawnIsOnlyThat() {
    Alert alert = TestAlerts.payer();
    alert.setState(AlertState.WITHDRAWN);
    alert.setReasons(List.of());
    alert.setOffsets(List.of());
    alert.setGates(List.of());
    alert.setEvents(List.of());
    alert.setLinkedEntities(List.of());
    String page = page(view(alert));
    assertSays(page, "Withdrawn: later data have shown");
    assertFalse(page.contains("WHY NOT HIGHER"), page);
    assertFalse(page.contains("THE SCORE"), page);
  }

  @Test
  void whatHangsTogetherIsNamed() {
    Case one = TestAlerts.sample(Case.class);
    one.setDegree(17);
    one.setMembers(
        List.of(
            new CaseMember("a", "x", Track.PAYER, 60.0),
            new CaseMember("b", "y", Track.VICTIM, 50.0)));
    AlertView view =
        AlertView.of(
            VerdictHistory.of(payer(), List.of(), TestAlerts.VERDICTS), List.of(one), BOOK, NOW);
    assertSays(page(view), "With 2 other alerts: payer a, victim b; one is of a young person.");
    assertSays(page(view), "; named by 17 entities].");
    assertSays(page(view), "the payee payee-token-1, in 2 findings");
  }

  @Test
  void casesOfTheSameAlertsAreOneAndNameThem() {
    Alert alert = payer();
    List<Case> cases = new ArrayList<>();
    for (String centre : List.of("one", "two", "three")) {
      Case made = TestAlerts.sample(Case.class);
      made.setCaseId(centre + "-case-of-many-letters");
      made.setEntity(centre);
      made.setDegree(1);
      made.setMembers(
          List.of(
              new CaseMember(alert.getAlertId(), alert.getEntity(), Track.PAYER, 60.0),
              new CaseMember(
                  centre.equals("three") ? "c" : "eeb7165a2be7", "x", Track.FACILITATOR, 50.0)));
      cases.add(made);
    }
    VerdictHistory history = VerdictHistory.of(alert, List.of(), TestAlerts.VERDICTS);
    Map<String, AlertState> states = Map.of("eeb7165a2be7", AlertState.CLOSED);
    String page =
        page(AlertView.of(history, cases, states, new PossibleVictims(), List.of(), BOOK, NOW));
    assertSays(page, "With 1 other alert: facilitator eeb7165a (closed). All name the ");
    assertSays(page, " one [case one-case; named by 1 entity], the ");
    assertSays(page, "With 1 other alert: facilitator c. All name the ");
    assertEquals(3, page.split("With 1 other alert", -1).length, page);
  }

  @Test
  void noTokenActsOnATerminal() {
    Alert alert = payer();
    alert.setEntity("a\u001b[2J\u009b1m\u202eb\u2028c");
    String page = page(view(alert));
    assertSays(page, "a\uFFFD[2J\uFFFD1m\uFFFDb\uFFFDc");
    assertFalse(page.chars().anyMatch(c -> c == 0x1b || c == 0x9b || c == 0x202e), page);
    AlertRow row = AlertRow.of(alert, BOOK);
    lines(row).forEach(line -> assertFalse(line.contains("\u001b"), line));
    assertFalse(AlertLines.head(alert).contains("\u001b"));
  }

  @Test
  void headingsAreBoldOnATerminalAlone() {
    List<String> lines =
        AlertPage.lines(view(payer()), new AlertPage.Layout(80, true, false, DECIDE));
    assertTrue(lines.contains("\u001b[1mCOURSE OF EVENTS\u001b[0m"), lines::toString);
    assertTrue(
        lines.stream().filter(line -> !line.contains("\u001b")).allMatch(l -> l.length() <= 80));
  }

  @Test
  void jsonHasTheRecordAndTheWords() throws Exception {
    var json =
        new com.fasterxml.jackson.databind.ObjectMapper().readTree(AlertJson.of(view(payer())));
    assertEquals(20.0, json.get("alert").get("score").asDouble());
    assertEquals("PAY-04", json.get("reasons").get(0).get("indicator").asText());
    assertEquals("SAME", json.get("reasons").get(0).get("known").asText());
    assertTrue(json.get("not_higher").size() >= 3);
    assertEquals("CONFIRMED", json.get("choices").get(0).get("verdict").asText());
  }
}
