package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.TopicNames;
import org.drey.topics.TopicRecord;
import org.junit.jupiter.api.Test;

/** A sink that is new gets of each open alert the newest revision, and nothing else that is old. */
class AlertBacklogTest {
  /** A record of the topic, and what it says. */
  private record Written(TopicRecord entry, Alert alert) {}

  private final List<Written> written = new ArrayList<>();

  private void write(String id, long revision, boolean notify, AlertState state) {
    Alert alert = TestAlerts.payer();
    alert.setAlertId(id);
    alert.setRevision(revision);
    alert.setNotify(notify);
    alert.setState(state);
    written.add(new Written(entry(id, new byte[1]), alert));
  }

  private TopicRecord entry(String id, byte[] value) {
    return new TopicRecord(TopicNames.ALERTS, 0, written.size(), 0, id, value);
  }

  private AlertBacklog learned(boolean isFirstStart) {
    AlertBacklog backlog = new AlertBacklog(isFirstStart);
    written.forEach(one -> backlog.learn(one.entry(), one.alert()));
    return backlog;
  }

  private List<String> news(AlertBacklog backlog) {
    return written.stream()
        .filter(one -> one.alert() != null && backlog.isNews(one.entry(), one.alert()))
        .map(one -> one.alert().getAlertId() + "." + one.alert().getRevision())
        .toList();
  }

  private void history() {
    write("a", 1, true, AlertState.OPEN);
    write("b", 1, true, AlertState.OPEN);
    write("a", 2, true, AlertState.OPEN);
    write("b", 2, false, AlertState.CLOSED);
    write("a", 3, false, AlertState.OPEN);
    write("c", 1, true, AlertState.OPEN);
    written.add(new Written(entry("c", null), null));
    write("d", 7, false, AlertState.OPEN);
  }

  @Test
  void atTheFirstStartItIsTheNewestRevisionOfOpenAlertsAlone() {
    history();
    AlertBacklog backlog = learned(true);
    assertEquals(List.of("a.3", "d.7"), news(backlog));
    assertTrue(backlog.isOld(written.get(6).entry()));
  }

  @Test
  void whatComesLaterIsNewsIfItNotifies() {
    history();
    AlertBacklog backlog = learned(true);
    write("a", 4, false, AlertState.OPEN);
    write("a", 5, true, AlertState.OPEN);
    write("e", 1, true, AlertState.OPEN);
    assertEquals(List.of("a.3", "d.7", "a.5", "e.1"), news(backlog));
    assertFalse(backlog.isOld(entry("d", null)));
  }

  @Test
  void aSinkThatGoesOnMissesNoneThatNotified() {
    history();
    assertEquals(List.of("a.1", "b.1", "a.2", "a.3", "c.1", "d.7"), news(learned(false)));
  }

  @Test
  void oneThatCannotBeReadHidesNoOlderOne() {
    history();
    TopicRecord unread = entry("a", new byte[2]);
    AlertBacklog backlog = learned(true);
    backlog.learn(unread, null);
    assertEquals(List.of("a.3", "d.7"), news(backlog));
  }
}
