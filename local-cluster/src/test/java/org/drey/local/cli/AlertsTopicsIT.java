package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.alerts.source.ResultTopics;
import org.drey.alerts.tail.AlertTail;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.fixtures.CommandRun;
import org.drey.local.cluster.ConditionWait;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./drey alerts} on the topics of a real broker. */
final class AlertsTopicsIT {
  @TempDir static Path folder;
  private static TopicsOfAlerts written;
  private static KafkaTopics topics;

  @BeforeAll
  @Timeout(60)
  static void start() throws Exception {
    written = TopicsOfAlerts.start(folder);
    topics = new KafkaTopics(written.broker().client(), "");
  }

  @AfterAll
  static void stop() throws Exception {
    written.stop();
  }

  private static CommandRun alerts(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", written.broker().bootstrap()));
    return CommandRuns.alerts(all.toArray(String[]::new));
  }

  private static List<String> lines(Path file, String containing) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> line.contains(containing)).toList();
  }

  @Test
  @Timeout(120)
  void whatIsCommittedIsWrittenAndWhatWasDeletedIsNot() throws Exception {
    Alert deleted = TopicsOfAlerts.alert("deleted-1", 1);
    written.committed(
        TopicsOfAlerts.alert("tailed-1", 1), TopicsOfAlerts.alert("tailed-1", 2), deleted);
    written.job().beginTransaction();
    var unused =
        written
            .job()
            .send(
                TopicsOfAlerts.record(
                    TopicNames.ALERTS, deleted.getAlertId(), TopicsOfAlerts.alert("tailed-1", 3)));
    written.job().flush();
    written.job().abortTransaction();
    written.committed(List.of(TopicsOfAlerts.removed(deleted)));

    Path output = folder.resolve("tailed");
    CommandRun ran = alerts("tail", "--output", output.toString());
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("0 verdicts"), ran.out());
    for (String topic : AlertTail.TOPICS) {
      assertTrue(Files.exists(output.resolve(topic + ".jsonl")), topic);
    }
    Path file = output.resolve("alerts.jsonl");
    assertEquals(2, lines(file, "tailed-1").size());
    assertEquals(0, lines(file, "deleted-1").size());
    assertEquals(0, lines(file, "\"revision\":3").size());

    // The same alerts from the folder as from the topics.
    String id = TopicsOfAlerts.alert("tailed-1", 1).getAlertId();
    CommandRun topicsShow = alerts("show", id, "--json");
    CommandRun folderShow = CommandRuns.alerts("show", id, "--json", "--from", output.toString());
    assertEquals(0, topicsShow.status(), topicsShow.err());
    assertEquals(folderShow.out(), topicsShow.out());
    assertTrue(topicsShow.out().contains("\"revision\":2"), topicsShow.out());
    assertFalse(alerts("list", "--top", "100").out().contains("deleted-1"));
  }

  @Test
  @Timeout(120)
  void aTailThatFollowsWritesWhatComesAndTakesOutWhatIsDeleted() throws Exception {
    Path output = folder.resolve("followed");
    Path file = output.resolve("alerts.jsonl");
    try (AlertTail tail = AlertTail.open(topics, output, warning -> {})) {
      while (!tail.isAtEnd()) {
        tail.step();
      }
      tail.publish();
      assertEquals(0, lines(file, "followed-1").size());
      Alert alert = TopicsOfAlerts.alert("followed-1", 1);
      written.committed(alert);
      ConditionWait.until("the alert in the file", () -> stepped(tail, file, "followed-1") == 1);
      written.committed(List.of(TopicsOfAlerts.removed(alert)));
      ConditionWait.until(
          "the alert not in the file", () -> stepped(tail, file, "followed-1") == 0);
    }
  }

  private static int stepped(AlertTail tail, Path file, String containing) throws Exception {
    tail.step();
    tail.publish();
    return lines(file, containing).size();
  }

  /** Takes up the next verdict, as a job would, and returns it. */
  private static CompletableFuture<Verdict> answered(TopicReader verdicts, Answer answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            while (true) {
              for (TopicRecord one : verdicts.poll()) {
                Verdict verdict = AvroCodec.of(Verdict.class).decode(one.value());
                written.committed(List.of(answer.to(verdict, one)));
                return verdict;
              }
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private interface Answer {
    ProducerRecord<byte[], byte[]> to(Verdict verdict, TopicRecord place) throws Exception;
  }

  private static Verdict decided(Answer answer, int status, String said, String subject)
      throws Exception {
    String id = TopicsOfAlerts.alert(subject, 1).getAlertId();
    try (TopicReader verdicts = TopicReader.fromNow(topics, List.of(TopicNames.VERDICTS))) {
      CompletableFuture<Verdict> job = answered(verdicts, answer);
      CommandRun ran =
          alerts(
              "decide", id, "UNFOUNDED", "NO_PATTERN", "--analyst", "a17", "--yes", "--wait", "60");
      assertEquals(status, ran.status(), ran.out() + ran.err());
      assertTrue((ran.out() + ran.err()).contains(said), ran.out() + ran.err());
      return job.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Timeout(120)
  void aVerdictIsSentAndItsTakingUpIsSeen() throws Exception {
    written.committed(TopicsOfAlerts.alert("decided-1", 5));
    Answer takesUp =
        (verdict, place) -> {
          Alert closed = TopicsOfAlerts.alert("decided-1", 6);
          closed.setState(AlertState.CLOSED);
          closed.setVerdict("UNFOUNDED");
          closed.setClosedBy("UNFOUNDED");
          closed.setVerdictTime(verdict.getVerdictTime());
          return TopicsOfAlerts.record(TopicNames.ALERTS, closed.getAlertId(), closed);
        };
    Verdict verdict =
        decided(takesUp, 0, "Taken up: revision 6 is CLOSED, verdict UNFOUNDED", "decided-1");
    assertEquals(5, verdict.getRevision());
    assertEquals(List.of("finding-1", "finding-2"), verdict.getSeen());

    List<String> ids = new ArrayList<>();
    new ResultTopics(topics, warning -> {})
        .read(TopicNames.VERDICTS, Verdict.class, one -> ids.add(one.getVerdictId()));
    assertTrue(ids.contains(verdict.getVerdictId()), ids::toString);
    CommandRun shown = alerts("show", verdict.getAlertId());
    assertTrue(shown.out().contains("Closed by a17 on"), shown.out());
  }

  @Test
  @Timeout(120)
  void aVerdictThatTheJobRefusesIsSaidWithItsReason() throws Exception {
    written.committed(TopicsOfAlerts.alert("refused-1", 5));
    Answer refuses =
        (verdict, place) -> {
          DeadLetter letter =
              DeadLetter.newBuilder()
                  .setTopic(TopicNames.VERDICTS)
                  .setPartition(place.partition())
                  .setOffset(place.offset())
                  .setReason("NOT_ALLOWED")
                  .setDetail("suppress names a family with hard rules")
                  .setSeenAt(Instant.now())
                  .build();
          return TopicsOfAlerts.record(TopicNames.DEAD_LETTERS, "verdicts/0", letter);
        };
    decided(refuses, 1, "The job has refused it: NOT_ALLOWED: suppress names", "refused-1");
  }

  @Test
  @Timeout(60)
  void topicsThatAreNotThereAreNamed() {
    CommandRun ran = alerts("list", "--topic-prefix", "other-");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("There is no topic other-alerts"), ran.err());
    CommandRun tail =
        alerts("tail", "--topic-prefix", "other-", "--output", folder.resolve("x").toString());
    assertEquals(1, tail.status());
    assertTrue(tail.err().contains("None of the topics is there"), tail.err());
  }
}
