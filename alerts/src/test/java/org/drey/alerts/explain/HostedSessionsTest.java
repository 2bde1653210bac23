package org.drey.alerts.explain;

import static org.drey.alerts.story.StoryEvents.joined;
import static org.drey.alerts.story.StoryEvents.left;
import static org.drey.alerts.story.StoryEvents.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.story.StoryEvents;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Who joined the sessions of a young person who hosts. */
final class HostedSessionsTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES, "GBP");
  private static final int DAY = 24 * 60;

  private static Alert child(AlertEvent... sessions) {
    Alert alert = TestAlerts.of(Track.VICTIM, "host-1");
    alert.setEntityKind(EntityKind.HOST);
    alert.setEvents(List.of(sessions));
    return alert;
  }

  /** Who pays 15 and 40, and joins 19 minutes later, for 13 and for 23 minutes. */
  private static Alert viewer() {
    List<AlertEvent> events = new ArrayList<>();
    for (int day = 0; day < 2; day++) {
      int joined = day * DAY + 19;
      int minutes = 13 + 10 * day;
      events.add(payment(day * DAY, "payee-1", 15 + 25 * day, "LNK-01"));
      events.add(joined(joined, "host-1", "LNK-01"));
      events.add(left(joined + minutes, "host-1", minutes, "LNK-01"));
    }
    events.stream().filter(one -> one.getLivestream() != null).forEach(HostedSessionsTest::unname);
    return StoryEvents.alert(events);
  }

  private static void unname(AlertEvent event) {
    event.getLivestream().setHost(null);
  }

  private static AlertView page(Alert child, Alert... viewers) {
    return AlertView.of(
        VerdictHistory.of(child, List.of(), TestAlerts.VERDICTS),
        List.of(),
        Map.of(),
        new PossibleVictims(),
        List.of(viewers),
        BOOK,
        TestAlerts.NOW);
  }

  @Test
  void thePageSaysWhoJoinedForHowLongWhatWasPaidBeforeAndWhichAlertTheyHave() {
    Alert viewer = viewer();
    Alert child = child(joined(19, "host-1"), joined(DAY + 19, "host-1"));
    assertEquals(Set.of(viewer.getAlertId()), HostedSessions.viewerAlerts(child));
    AlertView view = page(child, viewer);
    assertEquals(
        List.of(
            new HostedSessions.Viewer(
                "The same person joined all 2 sessions (private), for 13 to 23 min and paid 15 to"
                    + " 40 GBP 19 min before each; the last was on 2026-01-16 12:19 UTC. That person"
                    + " has alert "
                    + viewer.getAlertId().substring(0, 8)
                    + " ("
                    + viewer.getBand()
                    + ", open).",
                viewer.getAlertId())),
        view.joined());
    assertEquals(
        List.of(13L, 23L),
        view.story().occasions().stream()
            .flatMap(one -> one.sessions().stream())
            .map(one -> one.minutes())
            .toList());
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    Alert child = child(joined(19, "host-1"));
    String alone =
        "The same person joined the session (private); it was on 2026-01-15 12:19 UTC."
            + " There is no alert under their token, so it is not known here what they paid.";
    HostedSessions.Viewer unknown = new HostedSessions.Viewer(alone, null);
    assertEquals(List.of(unknown), page(child).joined());
    Alert withdrawn = viewer();
    withdrawn.setState(AlertState.WITHDRAWN);
    assertEquals(List.of(unknown), page(child, withdrawn).joined());
    assertEquals(List.of(), page(viewer()).joined());
  }

  @Test
  void allSessionsAreSaidOnlyOfThoseWhoJoinedEach() {
    AlertEvent[] apart = new AlertEvent[3];
    AlertEvent[] together = new AlertEvent[4];
    for (int at = 0; at < together.length; at++) {
      together[at] = joined(at / 2 * DAY + 19, "host-1");
      together[at].getLivestream().setSubject("viewer-" + at % 2);
      if (at < apart.length) {
        apart[at] = joined(at * DAY + 19, "host-1");
        apart[at].getLivestream().setSubject("viewer-" + at);
      }
    }
    assertTrue(sentence(apart).startsWith("3 people joined 3 sessions (private), each of them 1;"));
    assertTrue(sentence(together).startsWith("2 people joined all 2 sessions (private);"));
  }

  private static String sentence(AlertEvent... sessions) {
    return page(child(sessions)).joined().get(0).sentence();
  }

  @Test
  void severalWhoJoinedAreSaidApart() {
    AlertEvent other = joined(19, "host-1");
    other.getLivestream().setSubject("another");
    Alert child = child(joined(19, "host-1"), joined(DAY + 19, "host-1"), other);
    assertEquals(
        List.of(
            "2 people joined 2 sessions (private), each of them 1 to 2; the last was on 2026-01-16 12:19 UTC."
                + " There is no alert under their token, so it is not known here what they paid."),
        page(child).joined().stream().map(HostedSessions.Viewer::sentence).toList());
    List<String> said =
        page(child, viewer()).joined().stream().map(HostedSessions.Viewer::sentence).toList();
    assertTrue(
        said.get(0).startsWith("One person joined all 2 sessions (private), for"), said.get(0));
    assertEquals(
        List.of(
            "1 more person joined 1 of 2 sessions (private); it was on 2026-01-15 12:19 UTC."
                + " There is no alert under their token, so it is not known here what they paid."),
        said.subList(1, said.size()));
  }
}
