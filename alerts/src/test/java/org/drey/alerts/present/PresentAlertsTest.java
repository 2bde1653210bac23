package org.drey.alerts.present;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drey.alerts.MemoryResults;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

/** What counts of many revisions. */
class PresentAlertsTest {
  private static Alert alert(String id, long generation, long revision) {
    Alert alert = TestAlerts.payer();
    alert.setAlertId(id);
    alert.setGeneration(generation);
    alert.setRevision(revision);
    return alert;
  }

  private static MemoryResults results(Alert... alerts) {
    MemoryResults results = new MemoryResults();
    for (Alert alert : alerts) {
      results.with(TopicNames.ALERTS, alert);
    }
    return results;
  }

  private static Collection<String> present(MemoryResults results) throws IOException {
    return PresentAlerts.read(results, TopicNames.ALERTS, id -> true, PresentAlertsTest::text);
  }

  private static String text(Alert alert) {
    return alert.getAlertId() + " " + alert.getGeneration() + "." + alert.getRevision();
  }

  @Test
  void theHighestRevisionOfTheHighestGenerationCountsInAnyOrder() throws IOException {
    assertEquals(
        List.of("a 2.1", "b 1.3", "c 2.1"),
        present(
            results(
                alert("a", 2, 1),
                alert("b", 1, 3),
                alert("a", 1, 9),
                alert("b", 1, 2),
                alert("c", 1, 9),
                alert("c", 2, 1),
                alert("a", 1, 10))));
  }

  @Test
  void whatWasDeletedIsNotThereUnlessItWasWrittenAgain() throws IOException {
    MemoryResults results =
        results(alert("a", 1, 5), alert("b", 1, 5))
            .without(TopicNames.ALERTS, "a")
            .without(TopicNames.ALERTS, "b")
            .with(TopicNames.ALERTS, alert("b", 1, 1));
    assertEquals(List.of("b 1.1"), present(results));
    List<String> given = new ArrayList<>();
    PresentAlerts.each(results, TopicNames.ALERTS, (alert, victims) -> given.add(text(alert)));
    assertEquals(List.of("b 1.1"), given);
  }

  @Test
  void eachIsGivenOnce() throws IOException {
    List<String> given = new ArrayList<>();
    PresentAlerts.each(
        results(alert("a", 1, 1), alert("b", 1, 1), alert("a", 1, 2), alert("a", 1, 2)),
        TopicNames.ALERTS,
        (alert, victims) -> given.add(text(alert)));
    assertEquals(List.of("b 1.1", "a 1.2"), given);
  }

  @Test
  void otherIdsAreNotKept() throws IOException {
    assertEquals(
        List.of("abc"),
        List.copyOf(
            PresentAlerts.read(
                results(alert("abc", 1, 1), alert("xyz", 1, 1)),
                TopicNames.ALERTS,
                id -> id.startsWith("ab"),
                Alert::getAlertId)));
  }

  @Test
  void aVerdictCountsOnceAndTheFirstOfItsRecordsCounts() throws IOException {
    Alert alert = TestAlerts.payer();
    MemoryResults results = new MemoryResults();
    for (int hours : new int[] {2, 1, 3}) {
      results.with(
          TopicNames.VERDICTS,
          TestAlerts.verdict(
              alert,
              "v",
              VerdictType.UNFOUNDED,
              VerdictReason.NO_PATTERN,
              TestAlerts.NOW.plusSeconds(hours * 3600L)));
    }
    Collection<Verdict> verdicts = LatestRecords.verdicts(results, alert.getAlertId());
    assertEquals(
        List.of(TestAlerts.NOW.plusSeconds(3600)),
        verdicts.stream().map(Verdict::getVerdictTime).toList());
    assertEquals(List.of(), List.copyOf(LatestRecords.verdicts(results, "another")));
    results.without(TopicNames.VERDICTS, "another/v");
    assertEquals(1, LatestRecords.verdicts(results, alert.getAlertId()).size());
    results.without(TopicNames.VERDICTS, alert.getAlertId() + "/v");
    assertEquals(List.of(), List.copyOf(LatestRecords.verdicts(results, alert.getAlertId())));
  }

  @Test
  void anIdCountsOnEachAlertThatHasIt() throws IOException {
    Alert alert = TestAlerts.payer();
    Alert other = TestAlerts.of(Track.PAYER, "another");
    MemoryResults results = new MemoryResults();
    results.with(TopicNames.VERDICTS, given(alert, 2)).with(TopicNames.VERDICTS, given(other, 3));
    for (Alert one : List.of(alert, other)) {
      assertEquals(1, LatestRecords.verdicts(results, one.getAlertId()).size());
    }
    results.without(TopicNames.VERDICTS, alert.getAlertId() + "/v");
    assertEquals(0, LatestRecords.verdicts(results, alert.getAlertId()).size());
    assertEquals(1, LatestRecords.verdicts(results, other.getAlertId()).size());
  }

  private static Verdict given(Alert on, int hours) {
    Instant time = TestAlerts.NOW.plusSeconds(hours * 3600L);
    return TestAlerts.verdict(on, "v", VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN, time);
  }

  @Test
  void theCasesOfAnAlertAreThoseWhoseNewestRevisionHasIt() throws IOException {
    Alert alert = TestAlerts.payer();
    Case with = TestAlerts.sample(Case.class);
    with.setRevision(1L);
    with.setMembers(
        List.of(new CaseMember(alert.getAlertId(), "payer-token-1", Track.PAYER, 60.0)));
    Case without = TestAlerts.sample(Case.class);
    without.setRevision(2L);
    MemoryResults results = new MemoryResults().with(TopicNames.CASES, with);
    assertEquals(1, LatestRecords.cases(results, alert.getAlertId()).size());
    results.with(TopicNames.CASES, without);
    assertEquals(0, LatestRecords.cases(results, alert.getAlertId()).size());
    results.with(TopicNames.CASES, with);
    assertEquals(0, LatestRecords.cases(results, alert.getAlertId()).size());
  }
}
