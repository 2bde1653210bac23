package org.drey.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.alerts.page.AlertView;
import org.drey.alerts.page.RuleBook;
import org.drey.alerts.verdict.History;
import org.drey.console.ConsoleAlerts;
import org.drey.console.page.DecideView.Typed;
import org.drey.console.triage.Filter;
import org.drey.console.triage.Story;
import org.drey.console.work.Notes;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Pages as HTML: all that is known is there, and no text of a record acts on the page. */
final class PagesTest {
  private static final Instant NOW = Instant.parse("2026-01-15T21:30:00Z");
  private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";
  private static final Frame FRAME = new Frame("Alerts", "a17", "csrf-token", null, null);

  private static final ProgressView PROGRESS =
      new ProgressView(
          "id", HOSTILE, true, "SENT", HOSTILE, true, new ProgressView.TakeBack(HOSTILE, 0, 1));

  private static AlertView view(Alert alert) {
    return AlertView.of(
        History.of(alert, List.of(), ConsoleAlerts.VERDICTS),
        List.of(),
        new RuleBook(ConsoleAlerts.RULES),
        NOW);
  }

  private static String page(Alert alert, Typed typed, String note) {
    AlertView view = view(alert);
    return Pages.alert(
        AlertPageBuilder.of(
            FRAME,
            view,
            new AlertPageBuilder.Parts(
                null,
                null,
                PROGRESS,
                false,
                List.of(ConsoleAlerts.star(alert.getEntity(), List.of(alert))),
                List.of(),
                List.of(new Notes.Note("n1", "a17", NOW, note)),
                DecideView.of(view, ConsoleAlerts.VERDICTS, null, null, typed)),
            NOW));
  }

  private static QueueView queue(List<Alert> lane, List<Alert> others) {
    Map<String, Alert> alerts = new HashMap<>();
    lane.forEach(one -> alerts.put(one.getAlertId(), one));
    others.forEach(one -> alerts.put(one.getAlertId(), one));
    Groups groups = new Groups(alerts, Map.of(), Map.of(), new RuleBook(ConsoleAlerts.RULES), NOW);
    List<String> first = lane.stream().map(Alert::getAlertId).toList();
    List<Story> stories =
        others.stream().map(one -> new Story(null, List.of(one.getAlertId()))).toList();
    return new QueueView(
        FRAME,
        List.of(),
        null,
        List.of("payments: 4 min ago"),
        QueueFilters.choices(Filter.OPEN),
        false,
        "/?newer=1",
        4,
        groups.help(first),
        groups.lines(first),
        groups.of(stories),
        0,
        null);
  }

  private static BulkView bulk(Alert alert) {
    Line line = Line.of(alert, new RuleBook(ConsoleAlerts.RULES), null, HOSTILE, NOW);
    List<DecideView.Verdicts> choices =
        BulkView.choices(History.of(alert, List.of(), ConsoleAlerts.VERDICTS), NOW);
    return new BulkView(
        FRAME,
        HOSTILE,
        List.of(new BulkView.Row(line, "0.1", choices, "", HOSTILE, List.of(HOSTILE))),
        List.of(new BulkView.Alone(line, HOSTILE)),
        true);
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
            page(alert, new Typed(HOSTILE, List.of(HOSTILE), HOSTILE, HOSTILE), HOSTILE),
            Pages.queue(queue(List.of(), List.of(alert))),
            Pages.progress(PROGRESS, HOSTILE),
            Pages.bulk(bulk(alert)),
            Pages.preview(
                new PreviewView(
                    FRAME,
                    alert.getAlertId(),
                    "who",
                    HOSTILE,
                    HOSTILE,
                    List.of(HOSTILE),
                    List.of(HOSTILE),
                    List.of(Map.entry("choice", HOSTILE)),
                    HOSTILE,
                    "Send it")),
            Pages.message(
                new MessageView(
                    new Frame(HOSTILE, HOSTILE, HOSTILE, HOSTILE, PROGRESS),
                    HOSTILE,
                    List.of(HOSTILE),
                    List.of(new MessageView.Found("id", HOSTILE)))))) {
      assertTrue(html.contains("&lt;script&gt;alert(1)"), html);
      assertFalse(html.contains("<script>"), html);
      assertFalse(html.contains("<img"), html);
      assertFalse(html.contains("\"\"'>"), html);
    }
  }

  @Test
  void aCaseIsAStarAndATableWithoutAScoreOfAChild() {
    Alert payer = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert child = ConsoleAlerts.of(Track.VICTIM, "c1");
    StarView star =
        StarView.of(ConsoleAlerts.star("payee-x", List.of(payer, child)), payer.getAlertId());
    assertEquals(List.of(true, false), star.members().stream().map(StarView.Member::here).toList());
    assertEquals("young person", star.members().get(1).who());
    assertNull(star.members().get(1).score());
    assertNotNull(star.members().get(0).score());
    assertEquals("payee", star.centre());
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
  void barsAddUpToTheScore() {
    Bars bars = Bars.of(view(ConsoleAlerts.of(Track.PAYER, "p1")));
    double sum = bars.bars().stream().mapToDouble(one -> Double.parseDouble(one.points())).sum();
    assertEquals(69.0, sum, 0.001);
    assertEquals("69.0", bars.total().points());
    List<Double> ends = new ArrayList<>();
    for (Bars.Bar bar : bars.bars()) {
      double x = Double.parseDouble(bar.x());
      if (bar.kind().equals("adds")) {
        assertEquals(ends.isEmpty() ? 0 : ends.get(ends.size() - 1), x, 0.011);
        ends.add(x + Double.parseDouble(bar.width()));
      }
    }
    assertEquals(5, ends.size());
  }

  @Test
  void aChildIsNeverShownByAScoreAndHelpComesFirst() {
    Alert child = ConsoleAlerts.of(Track.VICTIM, "child");
    String html = Pages.queue(queue(List.of(child), List.of(ConsoleAlerts.of(Track.PAYER, "p1"))));
    int lane = html.indexOf("class=\"lane\"");
    int stories = html.indexOf("class=\"stories\"");
    assertTrue(lane > 0 && lane < stories);
    String laneHtml = html.substring(lane, stories);
    assertTrue(laneHtml.contains("They have done nothing wrong"));
    assertFalse(laneHtml.contains("class=\"score"));
    assertTrue(html.substring(stories).contains("class=\"score"));

    String alert = page(child, DecideView.NOTHING_TYPED, "");
    assertTrue(alert.indexOf("Help first") < alert.indexOf("<h1>"));
    assertFalse(alert.substring(0, alert.indexOf("id=\"why\"")).contains("class=\"score"));
    assertFalse(alert.contains("name=\"suppress\""));
    assertFalse(alert.contains("BENIGN"));
  }

  @Test
  void onlyWhatIsAllowedCanBeChosenAndNothingIsChosen() {
    String html = page(ConsoleAlerts.of(Track.PAYER, "p1"), DecideView.NOTHING_TYPED, "");
    assertTrue(html.contains("value=\"UNFOUNDED|NO_PATTERN\""));
    assertFalse(html.contains("REOPENED"));
    assertFalse(html.contains("CONFIRMED|HELPED"));
    assertFalse(html.contains(" checked"));
  }

  @Test
  void whatWasTypedStays() {
    String html =
        page(
            ConsoleAlerts.of(Track.PAYER, "p1"),
            new Typed("LIKELY|WATCHED", List.of("PAYNET"), "7", "half a note"),
            "");
    assertTrue(html.contains("value=\"LIKELY|WATCHED\" checked"), html);
    assertTrue(html.contains("half a note</textarea>"));
    assertTrue(html.contains("value=\"PAYNET\" checked"));
  }

  @Test
  void whatWaitsIsALinkAndSaysHowMany() {
    assertTrue(Pages.newer(4, "/?newer=1").contains("4 newer"));
    assertFalse(Pages.newer(0, "/?newer=1").contains("<a"));
  }

  @Test
  void eventsOfTwoStreamsThatFollowOneAnotherAreJoined() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    AlertEvent payment = alert.getEvents().get(0);
    AlertEvent session = AlertEvent.newBuilder(payment).build();
    session.setEventId("s1");
    session.setTopic("livestream-sessions");
    session.setEventTime(payment.getEventTime().plusSeconds(25 * 60));
    session.setPayment(null);
    session.setLivestream(
        new LivestreamDetails(
            "host", "p1", "session", "JOINED", "PRIVATE", 2L, null, "UNKNOWN", "ADULT"));
    alert.setEvents(List.of(session, payment));
    Lane lane = Lane.of(view(alert));
    assertNotNull(lane);
    assertEquals(
        List.of("livestreams", "payments"), lane.rows().stream().map(Lane.Row::label).toList());
    assertEquals(List.of("25 min"), lane.joins().stream().map(Lane.Join::label).toList());
    assertEquals("110.00", lane.dots().get(0).x());
    assertEquals("730.00", lane.dots().get(1).x());
  }

  @Test
  void noPageWantsAnythingFromElsewhere() {
    String html = page(ConsoleAlerts.of(Track.PAYER, "p1"), DecideView.NOTHING_TYPED, "");
    assertFalse(html.matches("(?s).*(?:src|href|action)=\"(?!/|#).*"), html);
    assertFalse(html.contains("style="));
  }
}
