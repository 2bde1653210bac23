package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.RuleBook;
import org.drey.console.ConsoleAlerts;
import org.drey.console.index.IndexPosition;
import org.drey.console.triage.AlertFilter;
import org.drey.console.triage.ListSnapshot;
import org.drey.console.triage.WaitingAlerts;
import org.drey.console.view.DecideView.TypedVerdict;
import org.drey.console.work.AnalystNotes;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.drey.rules.compile.RuleHead;
import org.junit.jupiter.api.Test;

/** Pages as HTML: all that is known is there, and no text of a record acts on the page. */
final class PageTemplatesTest {
  private static final Instant NOW = Instant.parse("2026-01-15T21:30:00Z");
  static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";
  private static final RuleBook BOOK = new RuleBook(ConsoleAlerts.RULES);
  static final PageFrame FRAME =
      new PageFrame("Alerts", "a17", "csrf-token", null, List.of(), null);

  private static final ProgressView PROGRESS =
      new ProgressView(
          "id", true, "SENT", HOSTILE, true, true, new ProgressView.TakeBack(HOSTILE, 0, 1));

  private static AlertView view(Alert alert, Alert... viewers) {
    return AlertView.of(
        VerdictHistory.of(alert, List.of(), ConsoleAlerts.VERDICTS),
        List.of(),
        Map.of(),
        new PossibleVictims(),
        List.of(viewers),
        new RuleBook(ConsoleAlerts.RULES),
        NOW);
  }

  static String page(Alert alert, TypedVerdict typed, String note) {
    return page(alert, typed, note, List.of(ConsoleAlerts.star(alert.getEntity(), List.of(alert))));
  }

  private static String page(Alert alert, TypedVerdict typed, String note, List<Case> cases) {
    return page(alert, view(alert), typed, note, cases);
  }

  private static String page(
      Alert alert, AlertView view, TypedVerdict typed, String note, List<Case> cases) {
    return PageTemplates.alert(
        AlertPageBuilder.of(
            FRAME,
            view,
            new AlertPageBuilder.Parts(
                new OtherPeople(alert, Map.of(), new PossibleVictims()),
                true,
                List.of(),
                null,
                null,
                PROGRESS,
                false,
                cases,
                new PossibleVictims(),
                List.of(),
                List.of(new AnalystNotes.Note("n1", "a17", NOW, note)),
                List.of(HOSTILE),
                DecideView.of(view, ConsoleAlerts.VERDICTS, null, null, typed),
                BOOK),
            NOW));
  }

  private static BulkView bulk(Alert alert) {
    AlertLine line = AlertLine.of(alert, new RuleBook(ConsoleAlerts.RULES), null, HOSTILE, NOW);
    List<DecideView.VerdictOption> choices =
        BulkView.choices(VerdictHistory.of(alert, List.of(), ConsoleAlerts.VERDICTS), NOW);
    return new BulkView(
        FRAME,
        HOSTILE,
        choices,
        HOSTILE,
        HOSTILE,
        List.of(new BulkView.Row(line, "0.1", HOSTILE, List.of(HOSTILE))),
        List.of(new BulkView.AloneAlert(line, HOSTILE)),
        true);
  }

  private static ExportView handOn() {
    return new ExportView(
        FRAME,
        HOSTILE,
        HOSTILE,
        List.of(HOSTILE),
        HOSTILE,
        "/alerts/id",
        Map.of("case", HOSTILE),
        List.of(HOSTILE),
        HOSTILE,
        List.of(HOSTILE),
        new ExportView.TypedHandover(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        new ExportView.HandoverShown(HOSTILE, List.of(HOSTILE), HOSTILE, 3, HOSTILE));
  }

  @Test
  void thePageOfAYoungPersonWhoHostsLeadsFromHelpToWhoeverJoined() {
    Alert viewer = ConsoleAlerts.withHost(ConsoleAlerts.of(Track.PAYER, "p1"), "CHILD");
    Alert child = ConsoleAlerts.withHost(ConsoleAlerts.of(Track.VICTIM, "host-1"), "CHILD");
    child.setEntityKind(EntityKind.HOST);
    child.getEvents().get(0).getLivestream().setSubject("p1");
    String html = page(child, view(child, viewer), DecideView.NOTHING_TYPED, "note", List.of());
    int help = html.indexOf("aria-label=\"Help first\"");
    String section = html.substring(help, html.indexOf("</section>", help));
    assertTrue(section.contains("The same person joined the session (private); "), section);
    assertTrue(section.contains("<a href=\"/alerts/" + viewer.getAlertId() + "\">"), section);
  }

  @Test
  void hostileTextIsShownAndDoesNothing() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, HOSTILE);
    AlertEvent event = alert.getEvents().get(0);
    event.setEventId(HOSTILE);
    event.setProvider(HOSTILE);
    event.getPayment().setPayee(HOSTILE);
    alert.getLinkedEntities().get(0).setEntity(HOSTILE);
    alert.getReasons().get(0).setEvidence(List.of(HOSTILE));
    alert.getReasons().get(0).setIndicator(HOSTILE);
    for (String html :
        List.of(
            page(
                alert,
                new TypedVerdict(HOSTILE, List.of(HOSTILE), HOSTILE, HOSTILE, HOSTILE, HOSTILE),
                HOSTILE),
            PageTemplates.queue(TestQueues.of(List.of(), List.of(alert))),
            PageTemplates.progress(PROGRESS, HOSTILE),
            PageTemplates.bulk(bulk(alert)),
            PageTemplates.sent(new SentView(FRAME, HOSTILE, List.of(HOSTILE), List.of(PROGRESS))),
            PageTemplates.handOn(handOn()),
            PageTemplates.preview(
                new PreviewView(
                    FRAME,
                    alert.getAlertId(),
                    "who",
                    HOSTILE,
                    HOSTILE,
                    List.of(HOSTILE),
                    List.of(HOSTILE),
                    HOSTILE,
                    true,
                    List.of(Map.entry("choice", HOSTILE)),
                    HOSTILE,
                    "Send it")),
            PageTemplates.table(
                new TableView(
                    FRAME,
                    List.of(HOSTILE),
                    List.of(HOSTILE),
                    List.of(List.of(HOSTILE)),
                    Map.of(HOSTILE, HOSTILE),
                    null)),
            PageTemplates.message(
                new MessageView(
                    new PageFrame(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        List.of(Map.entry("/", "Alerts"), Map.entry("/a", HOSTILE)),
                        PROGRESS),
                    HOSTILE,
                    List.of(HOSTILE),
                    List.of(new MessageView.FoundAlert("id", HOSTILE, HOSTILE)))))) {
      assertTrue(html.contains("&lt;script&gt;alert(1)"), html);
      assertFalse(html.contains("<script>"), html);
      assertFalse(html.contains("<img"), html);
      assertFalse(html.contains("\"\"'>"), html);
    }
  }

  @Test
  void aCaseIsAStarAndATableWithoutScores() {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert child = ConsoleAlerts.of(Track.VICTIM, "c1");
    CaseStarView star =
        CaseStarView.of(
            ConsoleAlerts.star("payee-x", List.of(payer, child)),
            payer.getAlertId(),
            List.of(),
            new PossibleVictims());
    assertEquals(
        List.of(true, false), star.members().stream().map(CaseStarView.Member::here).toList());
    assertEquals("young person", star.members().get(1).who());
    assertEquals("payee", star.centre());
  }

  @Test
  void whoMayBeAVictimIsSaidSoBeforeAnythingElse() {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "c1");
    Alert child = ConsoleAlerts.of(Track.VICTIM, "c1");
    String link = "<a href=\"/alerts/" + child.getAlertId() + "\">";
    String list = PageTemplates.queue(TestQueues.of(List.of(child), List.of(payer)));
    String line = list.substring(list.indexOf("<section class=\"stories\""));
    assertTrue(line.contains("Also a young person who may need help: " + link), line);
    assertFalse(line.contains("class=\"score"), "a score says nothing about them");
    CaseStarView star =
        CaseStarView.of(
            ConsoleAlerts.star("payee-x", List.of(payer, child)),
            payer.getAlertId(),
            List.of(),
            PossibleVictims.of(List.of(child)));
    assertEquals(
        List.of("payer, also a young person", "young person"),
        star.members().stream().map(CaseStarView.Member::who).toList());
  }

  @Test
  void hardEvidenceIsNotOfferedToBeSuppressed() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    String hard = ConsoleAlerts.VERDICTS.hardFamilies().iterator().next();
    alert.getReasons().get(0).setFamily(hard);
    String html = page(alert, DecideView.NOTHING_TYPED, "");
    assertTrue(html.contains("name=\"suppress\""));
    assertFalse(html.contains("name=\"suppress\" value=\"" + hard + "\""), html);
  }

  @Test
  void whatTurnsTextAroundIsReplaced() {
    String html =
        page(ConsoleAlerts.of(Track.PAYER, "a\u202Eb\u0007"), DecideView.NOTHING_TYPED, "");
    assertFalse(html.contains("\u202E"));
    assertFalse(html.contains("\u0007"));
  }

  @Test
  void aChildIsNeverShownByAScoreAndHelpComesFirst() {
    Alert child = ConsoleAlerts.of(Track.VICTIM, "child");
    String html =
        PageTemplates.queue(
            TestQueues.of(List.of(child), List.of(ConsoleAlerts.of(Track.PAYER, "p1"))));
    int lane = html.indexOf("class=\"lane\"");
    int stories = html.indexOf("class=\"stories\"");
    assertTrue(lane > 0 && lane < stories);
    String laneHtml = html.substring(lane, stories);
    assertTrue(laneHtml.contains("They have done nothing wrong"));
    assertFalse(laneHtml.contains("class=\"score"));
    assertTrue(html.substring(stories).contains("class=\"score"));

    String alert = page(child, DecideView.NOTHING_TYPED, "");
    assertTrue(alert.indexOf("Help first") < alert.indexOf("<h1>"));
    assertFalse(alert.contains("class=\"score"));
    assertFalse(alert.contains("class=\"points\">+"), alert);
    assertFalse(alert.contains("69.0"), alert);
    assertFalse(alert.contains("Findings that would clear it"), alert);
    assertFalse(alert.contains("Why not higher"), alert);
    assertFalse(alert.contains("name=\"suppress\""));
    assertFalse(alert.contains("BENIGN"));
  }

  @Test
  void theStoryComesBeforeTheReasonsAndWhatSpeaksAgainstThemAfter() {
    String html = page(ConsoleAlerts.of(Track.PAYER, "p1"), DecideView.NOTHING_TYPED, "");
    int story = html.indexOf("id=\"story\"");
    int why = html.indexOf("id=\"why\"");
    int against = html.indexOf("id=\"else\"");
    int clear = html.indexOf("Findings that would clear it");
    assertTrue(story > 0 && story < why && why < against && against < clear, html);
    assertTrue(html.contains("href=\"#occasion-1\""), "an occasion is chosen by a link");
    assertTrue(html.contains("id=\"occasion-1\""), html);
    assertTrue(html.contains("<a class=\"main\" href=\"#decide-title\">"), "a bar leads to it");
    assertTrue(html.indexOf("pay-0002") > html.indexOf("<details"), "ids are folded");
  }

  @Test
  void whoseAgeNobodySaysIsSaidBeforeTheStory() {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "p1");
    payer.getEvents().get(0).getPayment().setPayerAgeBand(null);
    String html = page(payer, DecideView.NOTHING_TYPED, "");
    int age = html.indexOf("Nobody says how old this person is.");
    assertTrue(age > 0 && age < html.indexOf("<h1>"), html);
  }

  @Test
  void onlyWhatIsAllowedCanBeChosenAndNothingIsChosen() {
    String html = page(ConsoleAlerts.of(Track.PAYER, "p1"), DecideView.NOTHING_TYPED, "");
    assertTrue(html.contains("value=\"UNFOUNDED|NO_PATTERN\""));
    assertFalse(html.contains("REOPENED"));
    assertFalse(html.contains("CONFIRMED|HELPED"));
    assertFalse(html.contains("\" checked"));
  }

  @Test
  void whatWasTypedStays() {
    String html =
        page(
            ConsoleAlerts.of(Track.PAYER, "p1"),
            new TypedVerdict(
                "LIKELY|WATCHED", List.of("PAYNET"), "7", "", "half a note", "1f0540b1"),
            "");
    assertTrue(html.contains("value=\"LIKELY|WATCHED\" checked"), html);
    assertTrue(html.contains("half a note</textarea>"));
    assertTrue(html.contains("name=\"same_as\" value=\"1f0540b1\""), html);
    assertTrue(html.contains("value=\"PAYNET\" checked"));
  }

  @Test
  void whatWaitsIsALinkAndSaysHowMany() {
    ListSnapshot list =
        new ListSnapshot(
            AlertFilter.OPEN,
            null,
            0,
            List.of(),
            List.of(),
            IndexPosition.NOWHERE,
            List.of(),
            0,
            0);
    String html = PageTemplates.newer(NewerView.of(new WaitingAlerts(4, 2, 10), list));
    assertTrue(html.contains(">4 newer, 2 more urgent, 10 closed</a>"), html);
    assertFalse(PageTemplates.newer(NewerView.of(WaitingAlerts.NOTHING, list)).contains("<a"));
  }

  @Test
  void theTextOfARuleIsThereAtThatVersionAndElseAWordThatItIsNot() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    RuleHead rule = pairRule();
    Reason reason = alert.getReasons().get(0);
    reason.setRuleId(rule.id());
    reason.setRuleVersion(rule.version());
    alert.setReasons(List.of(reason));
    alert.setOffsets(List.of());
    String html = page(alert, DecideView.NOTHING_TYPED, "");
    assertTrue(html.contains("Its text at that version is below."), html);
    assertTrue(html.contains("type: temporal_ordered"), html);
    assertTrue(html.contains("Building block of LNK-01. A viewer joined"), "what it is built on");
    assertTrue(html.contains("Australian Institute of Criminology"), "its sources");
    assertFalse(html.contains("tests:"), html);

    reason.setRuleVersion("000000000000");
    html = page(alert, DecideView.NOTHING_TYPED, "");
    assertTrue(html.contains("At hand is version " + rule.version()), html);
    assertFalse(html.contains("type: temporal_ordered"), html);
    reason.setRuleId("gone");
    html = page(alert, DecideView.NOTHING_TYPED, "");
    assertTrue(html.contains("It is not among the rules at hand: its text is not to be had"));
  }

  private static RuleHead pairRule() {
    return ConsoleAlerts.RULES.heads().stream()
        .filter(one -> one.scoring() != null && one.scoring().indicator().equals("LNK-01"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatFindingsNameHasItsDegreeAndManyCasesAreATable() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert other = ConsoleAlerts.of(Track.PAYER, "p2");
    Case star = ConsoleAlerts.star("payee-token-1", List.of(alert, other));
    star.setDegree(17);
    OtherPeople none = new OtherPeople(alert, Map.of(), new PossibleVictims());
    assertEquals("17", LinkLine.of(none, List.of(star)).get(0).degree());
    assertTrue(LinkLine.of(none, List.of()).get(0).degree().startsWith("no case: "));

    List<Case> cases = new ArrayList<>(List.of(star));
    for (int i = 0; i < 9; i++) {
      cases.add(ConsoleAlerts.star("device-" + i, List.of(alert, other)));
    }
    String html = page(alert, DecideView.NOTHING_TYPED, "", cases);
    assertEquals(1, html.split("class=\"star\"", -1).length - 1, "drawn");
    assertTrue(html.contains("9 other cases"), html);
    assertTrue(html.contains("device-8"), html);
    html = page(alert, DecideView.NOTHING_TYPED, "", cases.subList(0, 3));
    assertEquals(3, html.split("class=\"star\"", -1).length - 1, "drawn");
  }

  @Test
  void noPageWantsAnythingFromElsewhere() {
    String html = page(ConsoleAlerts.of(Track.PAYER, "p1"), DecideView.NOTHING_TYPED, "");
    assertFalse(html.matches("(?s).*(?:src|href|action)=\"(?!/|#).*"), html);
    assertFalse(html.contains("style="));
  }
}
