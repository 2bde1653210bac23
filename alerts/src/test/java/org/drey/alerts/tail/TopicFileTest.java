package org.drey.alerts.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.erasure.ErasedSoFar;
import org.drey.alerts.erasure.ErasureRequests;
import org.drey.alerts.source.ResultFolder;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.event.LinkedEntity;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.VerdictKey;
import org.drey.event.wire.AvroCodec;
import org.drey.rules.schema.EntityKey;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic as a file, and what was deleted. */
class TopicFileTest {
  @TempDir private Path folder;

  private final List<String> warnings = new ArrayList<>();
  private final ErasedSoFar erased = new ErasedSoFar();

  private static TopicRecord entry(String id, byte @Nullable [] value) {
    return new TopicRecord(TopicNames.ALERTS, 0, 7, 0, id, value);
  }

  private static TopicRecord alert(String id, long revision) {
    Alert alert = TestAlerts.payer();
    alert.setAlertId(id);
    alert.setRevision(revision);
    return entry(id, AvroCodec.of(Alert.class).encode(alert));
  }

  private List<String> read() throws IOException {
    List<String> read = new ArrayList<>();
    new ResultFolder(folder, read::add)
        .read(
            TopicNames.ALERTS,
            Alert.class,
            alert -> read.add(alert.getAlertId() + "." + alert.getRevision()));
    return read;
  }

  private TopicFile file() throws IOException {
    return file(0);
  }

  private TopicFile file(int share) throws IOException {
    return new TopicFile(TopicNames.ALERTS, folder, warnings::add, share, erased);
  }

  @Test
  void theNewestRevisionsAreReadAloneWhileItGrows() throws IOException {
    try (TopicFile file = file()) {
      for (int i = 1; i <= 20; i++) {
        file.take(alert("a", i));
        file.take(alert("b", i));
        file.publish();
        assertEquals(newest(i), readNewest(), "read after " + i);
      }
      file.take(entry("a", null));
      file.publish();
      assertEquals(List.of("b.20"), readNewest());
      file.take(alert("b", 21));
    }
    assertEquals(List.of("b.21"), readNewest());
  }

  private static List<String> newest(int revision) {
    return List.of("a." + revision, "b." + revision);
  }

  /** Of each alert the last that is given; of all lines few more than the newest are. */
  private List<String> readNewest() throws IOException {
    List<String> given = new ArrayList<>();
    new ResultFolder(folder, given::add)
        .readNewest(
            TopicNames.ALERTS,
            id -> true,
            alert -> given.add(alert.getAlertId() + "." + alert.getRevision()));
    assertTrue(given.size() <= 2 + read().size() / 4, given.toString());
    return given.subList(Math.max(0, given.size() - 2), given.size());
  }

  @Test
  void theWholeFileIsCopiedNowAndThenAndAtTheEnd() throws IOException {
    try (TopicFile file = file(Integer.MAX_VALUE)) {
      file.take(alert("a", 1));
      file.take(alert("b", 1));
      file.take(entry("a", null));
      file.publish();
      assertEquals(List.of("b.1"), read(), "before anyone has seen it");
      file.take(alert("c", 1));
      file.take(entry("b", null));
      file.publish();
      assertEquals(List.of("b.1", "c.1"), read());
    }
    assertEquals(List.of("c.1"), read());
  }

  @Test
  void theFileIsThereWhenItIsWholeAndGrowsFromThenOn() throws IOException {
    try (TopicFile file = file()) {
      file.take(alert("a", 1));
      assertFalse(Files.exists(folder.resolve("alerts.jsonl")));
      file.publish();
      assertEquals(List.of("a.1"), read());
      file.take(alert("a", 2));
      file.publish();
      assertEquals(List.of("a.1", "a.2"), read());
      assertEquals(2, file.lines());
    }
  }

  @Test
  void whatWasDeletedGoesAndWhatWasWrittenAgainStays() throws IOException {
    try (TopicFile file = file()) {
      file.take(alert("a", 1));
      file.take(alert("b", 1));
      file.take(entry("a", null));
      file.take(alert("a", 9));
      file.publish();
      assertEquals(List.of("b.1", "a.9"), read());
      // Later, while it is followed.
      file.take(alert("b", 2));
      file.take(entry("b", null));
      file.take(entry("never there", null));
      file.publish();
      assertEquals(List.of("a.9"), read());
      assertEquals(1, file.lines());
      file.take(alert("c", 1));
      file.publish();
      assertEquals(List.of("a.9", "c.1"), read());
    }
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("alerts.jsonl", "alerts.jsonl.newest"),
          files.map(one -> one.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aVerdictGoesByTheKeyOfItsAlertAndItsId() throws IOException {
    String topic = TopicNames.VERDICTS;
    List<String> read = new ArrayList<>();
    try (TopicFile file = new TopicFile(topic, folder, warnings::add, 0, erased)) {
      for (String alertId : List.of("a", "b")) {
        Verdict verdict = TestAlerts.sample(Verdict.class);
        verdict.setVerdictId("v");
        verdict.setAlertId(alertId);
        byte[] value = AvroCodec.of(Verdict.class).encode(verdict);
        file.take(new TopicRecord(topic, 0, 7, 0, VerdictKey.of(verdict), value));
      }
      file.take(new TopicRecord(topic, 0, 8, 0, "a/v", null));
      file.publish();
    }
    new ResultFolder(folder, read::add)
        .read(topic, Verdict.class, "b/v"::equals, one -> read.add(VerdictKey.of(one)));
    new ResultFolder(folder, read::add)
        .read(topic, Verdict.class, "a/v"::equals, one -> read.add(""));
    assertEquals(List.of("b/v"), read);
  }

  private static TopicRecord naming(String id, String payee, Instant lastSeen) {
    Alert alert = TestAlerts.payer();
    alert.setAlertId(id);
    alert.setRevision(1);
    alert.setLastSeen(lastSeen);
    alert.setEvents(List.of());
    alert.setLinkedEntities(List.of(new LinkedEntity(EntityKind.PAYEE, payee, 1)));
    return entry(id, AvroCodec.of(Alert.class).encode(alert));
  }

  @Test
  void revisionsThatNameOneWhoWasErasedGoAndLaterOnesStay() throws IOException {
    Instant time = TestAlerts.AS_OF;
    EntityKey gone = new EntityKey("default", 1, "PAYEE", "gone");
    try (TopicFile file = file()) {
      file.take(naming("a", "gone", time));
      file.take(naming("b", "other", time));
      file.take(naming("c", "gone", time.plusSeconds(1)));
      file.publish();
      erased.add(ErasureRequests.of(new EntityKey("default", 2, "PAYEE", "gone"), "R-1", time));
      file.erase();
      file.publish();
      assertEquals(List.of("a.1", "b.1", "c.1"), read());
      erased.add(ErasureRequests.of(gone, "R-2", time));
      erased.add(ErasureRequests.of(gone, "R-1", time.minusSeconds(9)));
      file.erase();
      file.publish();
      assertEquals(List.of("b.1", "c.1"), read());
      file.take(naming("late", "gone", time)); // of a transaction that was open at the time
      file.publish();
      assertEquals(List.of("b.1", "c.1"), read());
    }
  }

  private static <T extends SpecificRecordBase> TopicRecord entry(
      String topic, T datum, Class<T> type) {
    String key = String.valueOf(datum.get(0));
    return new TopicRecord(topic, 0, 7, 0, key, AvroCodec.of(type).encode(datum));
  }

  private static TopicRecord ofCase(String id, long revision) {
    Case one = TestAlerts.sample(Case.class);
    one.setCaseId(id);
    one.setRevision(revision);
    return entry(TopicNames.CASES, one, Case.class);
  }

  private List<String> cases() throws IOException {
    List<String> cases = new ArrayList<>();
    new ResultFolder(folder, cases::add)
        .read(
            TopicNames.CASES,
            Case.class,
            one -> cases.add(one.getCaseId() + "." + one.getRevision()));
    return cases;
  }

  @Test
  void ofACaseTheNewestRevisionIsThereAlone() throws IOException {
    try (TopicFile file = new TopicFile(TopicNames.CASES, folder, warnings::add, 0, erased)) {
      file.take(ofCase("a", 1));
      file.take(ofCase("b", 1));
      file.take(ofCase("a", 2));
      file.take(ofCase("a", 3));
      file.publish();
      assertEquals(List.of("b.1", "a.3"), cases());
      assertEquals(2, file.lines());
      file.take(new TopicRecord(TopicNames.CASES, 0, 7, 0, "b", null));
      file.take(ofCase("b", 2));
      file.take(ofCase("a", 4));
    }
    assertEquals(List.of("b.2", "a.4"), cases());
  }

  @Test
  void aFindingIsALineAsOfAReplay() throws IOException {
    Finding finding = TestAlerts.sample(Finding.class);
    finding.setGroup(
        List.of(new GroupValue("subject", "7", true), new GroupValue("hour", "7", false)));
    try (TopicFile file = new TopicFile(TopicNames.FINDINGS, folder, warnings::add, 0, erased)) {
      file.take(entry(TopicNames.FINDINGS, finding, Finding.class));
      finding.setObserved(9L);
      file.take(entry(TopicNames.FINDINGS, finding, Finding.class));
      file.publish();
    }
    List<String> lines = Files.readAllLines(folder.resolve("findings.jsonl"));
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).contains("\"group\":{\"subject\":\"7\",\"hour\":7}"), lines.get(0));
    List<Finding> read = new ArrayList<>();
    new ResultFolder(folder, warnings::add).read(TopicNames.FINDINGS, Finding.class, read::add);
    assertEquals(List.of(finding), read);
  }

  @Test
  void whatCannotBeReadCostsItselfAndSaysWhere() throws IOException {
    try (TopicFile file = file()) {
      file.take(entry("a", "no record".getBytes(StandardCharsets.UTF_8)));
      file.take(alert("b", 1));
      file.publish();
    }
    assertEquals(List.of("b.1"), read());
    assertTrue(warnings.get(0).contains("topic alerts, partition 0, offset 7: MALFORMED"));
  }

  @Test
  void oneThatBreaksOffLeavesTheFileOfBefore() throws IOException {
    try (TopicFile file = file()) {
      file.take(alert("a", 1));
      file.publish();
    }
    try (TopicFile file = file()) {
      file.take(alert("b", 1));
    }
    assertEquals(List.of("a.1"), read());
  }
}
