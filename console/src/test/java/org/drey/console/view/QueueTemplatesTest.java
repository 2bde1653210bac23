package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.drey.console.ConsoleAlerts;
import org.drey.console.triage.AlertStory;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** The list as HTML: who belongs together is together, and what is alike is one line. */
final class QueueTemplatesTest {
  @Test
  void thoseWhoPaidOneAccountAreFoldedUnderItsLine() {
    Alert account = ConsoleAlerts.account("account-1");
    String html =
        PageTemplates.queue(
            TestQueues.of(
                List.of(
                    ConsoleAlerts.paying("child-1", "account-1"),
                    ConsoleAlerts.paying("child-2", "account-1"),
                    ConsoleAlerts.of(Track.VICTIM, "child-3")),
                List.of(account)));
    int first = html.indexOf("<article");
    String line = html.substring(first, html.indexOf("</article>", first));
    assertTrue(line.contains("/alerts/" + account.getAlertId()), line);
    assertTrue(line.contains("2 young people paid this account, the last "), line);
    String lane = html.substring(first, html.indexOf("class=\"stories\""));
    int folded = lane.indexOf("<summary>The alerts of 2 of them</summary>");
    assertTrue(folded > 0, lane);
    assertTrue(lane.indexOf("child-1") > folded && lane.indexOf("child-2") > folded, lane);
    assertTrue(lane.indexOf("child-3") > lane.indexOf("</details>", folded), lane);
  }

  @Test
  void whoIsInDangerNowComesBeforeTheGroupsAndEachLineHasItsOwnPriority() {
    Alert now = ConsoleAlerts.of(Track.VICTIM, "child-1");
    now.setPriority(Priority.P0);
    Alert soon = ConsoleAlerts.paying("child-2", "account-1");
    soon.setPriority(Priority.P1);
    Alert account = ConsoleAlerts.account("account-1");
    account.setPriority(Priority.P3);
    List<QueueView.Group> lane = TestQueues.of(List.of(soon, now), List.of(account)).lane();
    assertEquals(
        List.of(now.getAlertId(), account.getAlertId()),
        lane.stream().map(group -> group.first().alertId()).toList());
    assertEquals("P3", lane.get(1).first().priority(), "its own");
    assertEquals("P1", lane.get(1).others().get(0).priority());
  }

  @Test
  void alertsThatAreAlikeAreOneLineAndTheDaysWorkEndsWhereTheFortiethIs() {
    Alert one = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert same = ConsoleAlerts.of(Track.PAYER, "p2");
    Alert other = ConsoleAlerts.of(Track.PAYER, "p3");
    other.getEvents().get(0).getPayment().setAmount(99.0);
    List<QueueView.Group> groups = TestQueues.of(List.of(), List.of(one, other, same)).stories();
    assertEquals(List.of(2, 1), groups.stream().map(QueueView.Group::size).toList());
    assertEquals("1 more, alike", groups.get(0).more());
    assertEquals(-1, QueueView.budget(groups, 3));
    assertEquals(1, QueueView.budget(groups, 2));
    assertEquals(1, QueueView.budget(groups, 1), "the first is a day's work, however large");
    assertEquals(0, QueueView.budget(groups, 0));
  }

  @Test
  void whoseHostsAreAssuredToBeChildrenIsBehindNoOthersLine() {
    List<Alert> alerts =
        Stream.of("p1", "p2", "p3", "p4").map(one -> ConsoleAlerts.of(Track.PAYER, one)).toList();
    ConsoleAlerts.withHost(alerts.get(1), "CHILD");
    ConsoleAlerts.withHost(alerts.get(2), "CHILD");
    List<String> ids = alerts.stream().map(Alert::getAlertId).toList();
    AlertStory story = new AlertStory(ConsoleAlerts.star("payee-1", alerts), ids);
    AlertGroups all = TestQueues.groups(alerts);
    List<QueueView.Group> groups = all.of(List.of(story));
    assertEquals(List.of(1, 1, 2), groups.stream().map(QueueView.Group::size).toList());
    assertEquals(
        List.of(ids.get(1), ids.get(2), ids.get(0)),
        groups.stream().map(group -> group.first().alertId()).toList());
    assertEquals(
        "1 more of the same story: 4 payers; one payee in common; 2 of them in lines of their own",
        groups.get(2).more());
    List<AlertStory> alone = ids.stream().map(id -> new AlertStory(null, List.of(id))).toList();
    assertEquals(3, all.of(alone).size(), "only those with other hosts are alike");
  }

  @Test
  void aNameIsWholeAndATokenIsAsLongAsThereIsRoom() {
    Alert service = ConsoleAlerts.of(Track.ENTITY, "a-rather-long-name-of-a-domain.example");
    service.setEntityKind(EntityKind.DOMAIN);
    Alert payer = ConsoleAlerts.of(Track.PAYER, "sub-0123456789abcdef0123456789abcdef");
    String html = PageTemplates.queue(TestQueues.of(List.of(), List.of(service, payer)));
    assertTrue(
        html.contains("<bdi class=\"token\">a-rather-long-name-of-a-domain.example</bdi>"), html);
    assertTrue(
        html.contains("<bdi class=\"token\">sub-0123456789abcdef0123456789abcdef</bdi>"), html);
    assertEquals(2, html.split("<h3 class=\"named\">", -1).length, "the domain alone");
  }

  @Test
  void noDaysWorkEndsAmongChildren() {
    Alert plain = ConsoleAlerts.of(Track.PAYER, "p1");
    Alert child = ConsoleAlerts.withHost(ConsoleAlerts.of(Track.PAYER, "p2"), "CHILD");
    child.setPriority(Priority.P1);
    Alert last = ConsoleAlerts.of(Track.PAYER, "p3");
    last.getEvents().get(0).getPayment().setAmount(99.0);
    List<QueueView.Group> groups = TestQueues.of(List.of(), List.of(plain, child, last)).stories();
    assertEquals(2, QueueView.budget(groups, 1), "after the payer of children");
    assertEquals(-1, QueueView.budget(groups.subList(0, 2), 1));
    child.setPriority(Priority.P3);
    groups = TestQueues.of(List.of(), List.of(plain, child, last)).stories();
    assertEquals(1, QueueView.budget(groups, 1));
  }

  @Test
  void whoPaysAssuredChildrenSaysSoFirstAndCannotBeSelected() {
    Alert adult = ConsoleAlerts.withHost(ConsoleAlerts.of(Track.PAYER, "p1"), "ADULT");
    Alert child = ConsoleAlerts.withHost(ConsoleAlerts.of(Track.PAYER, "p2"), "CHILD");
    QueueView view = TestQueues.of(List.of(), List.of(adult, child));
    assertEquals(List.of(1, 1), view.stories().stream().map(QueueView.Group::size).toList());
    String html = PageTemplates.queue(view);
    assertTrue(html.contains("<p class=\"gist also\">hosts assured to be children: "), html);
    assertTrue(html.contains("name=\"alert\" value=\"" + adult.getAlertId()), html);
    assertFalse(html.contains("name=\"alert\" value=\"" + child.getAlertId()), html);
  }

  @Test
  void ofAReplayNoDeadlineIsPrinted() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    assertTrue(
        PageTemplates.queue(TestQueues.of(List.of(), List.of(alert))).contains(" left</span>"));
    alert.setGeneration(0);
    String html = PageTemplates.queue(TestQueues.of(List.of(), List.of(alert)));
    assertFalse(html.contains(" left</span>"), html);
    assertTrue(
        html.contains("Replayed alerts have no deadline. P3, within a day when live."), html);
  }
}
