package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.local.up.ClusterStatus.ClockLine;
import org.drey.local.up.ClusterStatus.JobLine;
import org.drey.local.up.ClusterStatus.LagLine;
import org.drey.local.up.ClusterStatus.LateLine;
import org.drey.local.up.ClusterStatus.ListLine;
import org.drey.local.up.ClusterStatus.ProcessLine;
import org.junit.jupiter.api.Test;

/** A status as a person reads it, and what it is read from. */
final class ClusterStatusTest {
  private static final long NOW = 1_000_000_000;

  private static ClusterStatus status(List<String> problems, String state) {
    return new ClusterStatus(
        NOW,
        List.of(
            new ProcessLine("kafka-1", state, 41, List.of(31_001, 31_011), 1 << 28, NOW - 90_000),
            new ProcessLine("splash", "STOPPED", 0, List.of(31_082), 0, 0)),
        List.of(
            new JobLine(
                "detection",
                "RUNNING",
                "a",
                2,
                1,
                7,
                2,
                NOW - 4_000,
                311L,
                "Lost x",
                NOW - 61_000L)),
        List.of(
            new LagLine("detection", "payments", 120, 3_000),
            new LagLine("detection", "verdicts", 0, 0)),
        List.of(new ClockLine("payments", "1", 7_200_000)),
        List.of(new ListLine("blocklist", 36, 1, 40, true)),
        List.of(new LateLine("payments", 5239, 11_472)),
        problems);
  }

  @Test
  void allIsOnOneScreen() {
    assertEquals(
        """
        process                      pid   memory       up  ports
        kafka-1        running        41  256 MiB   1m 30s  31001 31011
        splash         STOPPED                              31082
        all                               256 MiB

        job                   subtasks restarts   checkpoints: done, failed, last
        detection  running           2        1   7, 2, 4s ago, took 311 ms
          last error, 1m 1s ago: Lost x

        lag of     topic                       records       time
        detection  payments                        120         3s
        read to the end at the last checkpoint: 1 of 2 topics

        clock: held back by payments/1 (2h 0m)
        lists: blocklist (36 entries, announcement 1, 40s old, STALE)
        late, since the job was started: payments 5,239 of 11,472
        Wrong:
          splash is not up.\
        """
            .lines()
            .toList(),
        status(List.of("splash is not up."), "RUNNING").lines());
  }

  @Test
  void whereNothingRunsItSaysWhatToDo() {
    List<String> lines = status(List.of(), "STOPPED").lines();
    assertEquals("Nothing runs. './drey up' starts it.", lines.get(lines.size() - 1));
  }

  @Test
  void allIsWell() {
    List<String> lines = status(List.of(), "RUNNING").lines();
    assertEquals("All is well.", lines.get(lines.size() - 1));
  }

  private static JobLine job(String state, Long lastCheckpoint) {
    return new JobLine("detection", state, "a", 2, 0, 0, 1, lastCheckpoint, 0, null, null);
  }

  @Test
  void whatWasCutOffSaysThatUpGoesOn() {
    for (String state : List.of("GONE", "STOPPED", "FINISHED", "CANCELED", "FAILED")) {
      String said = job(state, null).problem(NOW).orElseThrow();
      assertEquals(
          "The detection job is "
              + state
              + ". './drey up' goes on from its newest checkpoint or savepoint.",
          said);
    }
    assertEquals("The detection job is STARTING.", job("STARTING", 1L).problem(NOW).orElseThrow());
    assertTrue(job("RUNNING", null).problem(NOW).orElseThrow().contains("and 1 failed"));
    assertTrue(job("RUNNING", NOW - 5_000).problem(NOW).isEmpty());
  }

  @Test
  void manyLateRecordsAreAProblemAndFewAreNone() {
    String said = new LateLine("payments", 5239, 11_472).problem().orElseThrow();
    assertTrue(said.startsWith("5,239 of 11,472 records of payments came too late"), said);
    assertTrue(new LateLine("payments", 10, 11).problem().isEmpty());
    assertTrue(new LateLine("payments", 50, 10_001).problem().isEmpty());
  }

  @Test
  void aProcessThatHangsIsNotDown() {
    ClusterStatus status = status(List.of(), "HALTED");
    assertTrue(!status.isDown());
    assertTrue(status.lines().get(1).startsWith("kafka-1        HALTED"));
  }

  @Test
  void metricsHaveLabelsAndValues() {
    StatusProbe.MetricsScrape scrape =
        StatusProbe.MetricsScrape.parse(
            """
            # HELP ignored
            flink_jobmanager_job_numRestarts{job_id="a",job_name="x \\"y\\"",} 3.0
            flink_other 1.5E9
            """);
    assertEquals(2, scrape.samples().size());
    assertEquals("a", scrape.ending("numRestarts").get(0).label("job_id"));
    assertEquals(3, scrape.ending("numRestarts").get(0).value());
    assertEquals("", scrape.ending("other").get(0).label("job_id"));
  }

  @Test
  void theFirstLineOfAnErrorIsWithoutPackagesAndControlCharacters() {
    assertEquals(
        "TimeoutException: late?[31m",
        StatusProbe.firstLine("java.util.concurrent.TimeoutException: late\u001b[31m\n\tat a.B"));
    assertEquals("", StatusProbe.firstLine(""));
    assertEquals(
        "EOFException: none",
        StatusProbe.root(
            "a.BError: late\n\tat a.B\nCaused by: java.io.EOFException: none\n\tat a.C"));
    assertEquals("BError: late", StatusProbe.root("a.BError: late\n\tat a.B"));
  }

  @Test
  void theCauseOfARefusedJobIsTheInnermostError() {
    String cause =
        JobControl.cause(
            List.of(
                "org.apache.flink.client.program.ProgramInvocationException: The main method",
                "\tat a.B.c",
                "Caused by: org.drey.definitions.config.InvalidConfigurationException: No basis.",
                "\tat d.E.f"));
    assertEquals("No basis.", cause);
    assertTrue(JobControl.cause(List.of()).contains("no"));
  }
}
