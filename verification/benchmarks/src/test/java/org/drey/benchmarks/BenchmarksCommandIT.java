package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each command runs small. Accesses, bytes and findings are looked at, which no other work on a
 * machine moves; how fast anything is, is not.
 */
@Tag("nightly")
class BenchmarksCommandIT {
  @TempDir Path folder;

  @Test
  void lookupMeasuresEverySizeAndADifference() throws Exception {
    JsonNode report =
        run(
            "lookup",
            "--entries",
            "500,1000",
            "--changes",
            "20",
            "--rounds",
            "2",
            "--lookups",
            "1024");
    assertEquals(2 * 3 * 3, report.at("/figures/Time of a lookup").size());
    assertEquals(2 * 3, report.at("/figures/Size").size());
    assertEquals(3, report.at("/figures/Difference of 20 on 1000").size());
    assertTrue(report.at("/figures/Time of a lookup/0/median ns (CPU)").asDouble() > 0);
    assertEquals(2, report.at("/targets").size());
  }

  /** At a rate that is given: which one a busy machine keeps up with is by chance, or none. */
  @Test
  void latencyFeedsBothJobs() throws Exception {
    JsonNode report =
        run(
            "latency",
            "--entries",
            "1000",
            "--hits",
            "20",
            "--rounds",
            "1",
            "--seconds",
            "1",
            "--rate",
            "500",
            "--signals");
    JsonNode jobs = report.at("/figures").elements().next();
    assertEquals("pass-through", jobs.at("/0/job").asText());
    assertEquals("blocklist", jobs.at("/1/job").asText());
    assertEquals(500, jobs.at("/1/queries~1s").asLong());
  }

  /** At 10 s an alert waits for half the interval; less would be measured at the wrong place. */
  @Test
  void latencyWaitsForTheCheckpoint() throws Exception {
    JsonNode report = run("latency", "--alerts", "--payments", "1000", "--checkpoints", "4");
    Iterator<JsonNode> tables = report.at("/figures").elements();
    JsonNode rows = tables.next();
    assertEquals(3 * 2, rows.size());
    for (JsonNode row : rows) {
      int interval = row.at("/checkpoint every, s").asInt();
      assertTrue(row.at("/alerts").asInt() >= 20, row::toString);
      if (interval >= 5) { // few alerts wait for a whole second
        assertTrue(row.at("/longest s").asDouble() > 0.7 * interval, row::toString);
      }
    }
    assertTrue(rows.at("/4/p50 s").asDouble() >= 4, rows::toString);
    JsonNode own = tables.next();
    assertTrue(own.at("/2/longest s").asDouble() > 7, own::toString);
    assertTrue(own.at("/2/p50 s").asDouble() >= 3, own::toString);
    assertEquals(3 * 2 + 2, report.at("/targets").size());
  }

  @Test
  void rulesAreAllFiledAndAnEventThatMatchesNoneAllocatesNothing() throws Exception {
    JsonNode rows =
        run("rules", "--sizes", "10,60", "--rounds", "1", "--passes", "1")
            .at("/figures/A query that matches nothing");
    assertEquals(2 * 6, rows.size());
    for (JsonNode row : rows) {
      assertEquals(0, row.at("/rules tried on every event").asInt(), row::toString);
      assertTrue(row.at("/ns (CPU), median").asDouble() > 0, row::toString);
    }
  }

  @Test
  void oneMoreEventOfAnEntityTouchesLittle() throws Exception {
    JsonNode rows =
        run("entity", "--sizes", "10,400", "--events", "40", "--rounds", "1")
            .at("/figures/One more event of an entity");
    assertEquals(4 * 2 * 2, rows.size());
    for (JsonNode row : rows) {
      boolean few = row.at("/holds").asInt() == 10;
      assertTrue(row.at("/reads").asDouble() <= (few ? 1 : 16), row::toString);
      assertTrue(row.at("/writes").asDouble() <= (few ? 1 : 8), row::toString);
      assertTrue(row.at("/bytes written").asDouble() <= (few ? 2_048 : 8_192), row::toString);
      boolean fires = row.at("/rule").asText().endsWith("fires");
      double findings = row.at("/findings").asDouble();
      if (fires && row.at("/order").asText().equals("shuffled")) {
        assertTrue(findings > 0 && findings <= 1, row::toString); // those of which a score keeps
      } else {
        assertEquals(fires ? 1 : 0, findings, row::toString);
      }
    }
  }

  @Test
  void bothJobsReadEveryQueryAndNothingMatches() throws Exception {
    JsonNode report = run("world", "--queries", "300", "--rounds", "1");
    JsonNode jobs = report.at("/figures").elements().next();
    assertEquals("pass-through", jobs.at("/0/job").asText());
    assertEquals("detection", jobs.at("/1/job").asText());
    assertTrue(jobs.at("/1/CPU ns a query, min").asDouble() > 0, jobs::toString);
    assertEquals(2, report.at("/targets").size());
  }

  @Test
  void paymentsAreCountedAtEachStep() throws Exception {
    JsonNode report = run("world", "--payment", "10", "--days", "14", "--rounds", "1");
    JsonNode cases = report.at("/figures/A payment that rules want");
    assertEquals("as a country pays", cases.at("/0/case").asText());
    double entities = cases.at("/0/entities").asDouble();
    assertTrue(entities >= 1 && entities < 2, "few payments have state at the payee");
    double found = cases.at("/0/findings scored").asDouble();
    assertTrue(found > 0 && found < 1, "of those to relatives and to people known for long");
    assertEquals("few rules fire", cases.at("/1/case").asText());
    assertEquals(2, cases.at("/1/entities").asDouble(), "the payer and the payee");
    assertEquals(0, cases.at("/1/findings scored").asDouble());
    double often = cases.at("/2/findings scored").asDouble();
    assertTrue(
        often >= 5 && often < 6, "PAY-01, -02, -04 twice, -20; of a few at night -06: " + often);
    JsonNode steps = report.at("/figures/A payment that rules want, by step");
    assertEquals(3 * 4, steps.size());
    assertEquals(2, steps.at("/4/reads").asDouble(), "the payer's log and the payee's");
    assertEquals(2, steps.at("/4/writes").asDouble(), "the same");
    assertTrue(steps.at("/4/timers").asDouble() > 0, steps::toString);
    assertTrue(steps.at("/10/writes").asDouble() > 0, "the score keeps findings");
    assertEquals(3 * 2, report.at("/targets").size());
  }

  @Test
  void stateOfPeopleIsMeasuredAndMultiplied() throws Exception {
    JsonNode report = run("world", "--people", "5", "--days", "12", "--every", "1,4");
    JsonNode people = report.at("/figures/State of a person");
    assertEquals(2 * 5, people.size());
    JsonNode family = people.at("/0");
    assertEquals(0, family.at("/bytes, correlate").asDouble(), "it is no correlation");
    double score = family.at("/bytes, score").asDouble();
    assertTrue(score > 200 && score < 4_000, family::toString);
    assertEquals(5e6 * score / 1e9, family.at("/GB in the country").asDouble(), 0.1);
    assertTrue(people.at("/1/bytes, correlate").asDouble() > 200, people::toString);
    assertEquals(2, report.at("/figures/State of the country's benign look-alikes").size());
    assertEquals(1, report.at("/targets").size());
  }

  @Test
  void aWorldIsReadAndLeavesState() throws Exception {
    JsonNode report = run("world", "--population", "200", "--days", "30", "--rounds", "1");
    JsonNode job = report.at("/figures/The detection job with the catalogue/0");
    assertTrue(job.at("/records read").asLong() > 1_000, job::toString);
    assertTrue(job.at("/state, bytes").asLong() > 100_000, job::toString);
    for (JsonNode row : report.at("/figures/Records on the wire")) {
      assertTrue(row.at("/bytes a record").asDouble() > 50, row::toString);
    }
  }

  @Test
  void timersOfPeopleAreSpread() throws Exception {
    JsonNode timers =
        run("entity", "--timers", "500").at("/figures/Timers of people who pay once in a day");
    assertEquals(3, timers.size());
    for (JsonNode row : timers) {
      assertEquals(500, row.at("/timers").asInt(), row::toString);
      assertTrue(row.at("/instants").asInt() > 400, row::toString);
    }
  }

  @Test
  void twoPartitionsReportTheSame() throws Exception {
    JsonNode ways =
        run("entity", "--partitions", "--events", "60", "--rounds", "1")
            .at("/figures/A day's payments of one payee");
    assertEquals(2, ways.size());
    double inOrder = ways.at("/0/findings").asDouble();
    assertTrue(inOrder > 60, ways::toString);
    assertTrue(ways.at("/1/findings").asDouble() <= 2 * inOrder, ways::toString);
  }

  @Test
  void peersAreComparedByFindingsAndTime() throws Exception {
    JsonNode report =
        run("peers", "--events", "160", "--timed", "100", "--copies", "1", "--rounds", "1");
    JsonNode findings = report.at("/figures/Findings");
    for (JsonNode row : findings) {
      if (row.at("/way").asText().equals("Drey")) {
        assertEquals(0, row.at("/missing").asInt() + row.at("/wrong").asInt(), row::toString);
      }
    }
    assertEquals("peers --copies 1 --events 160 --rounds 1 --seed 7 --timed 100", sorted(report));
    assertEquals(4 + 2 + 3, report.at("/figures/CPU time of a payment").size());
  }

  /** Returns the command that the report says, its options in the order of their names. */
  private static String sorted(JsonNode report) {
    String[] parts = report.at("/command").asText().split(" (?=--)", -1);
    Arrays.sort(parts, 1, parts.length);
    return String.join(" ", parts);
  }

  /** Returns the figures that a command writes to a file. */
  private JsonNode run(String... arguments) throws Exception {
    Path json = folder.resolve("report.json");
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--json";
    all[arguments.length + 1] = json.toString();
    StringWriter out = new StringWriter();
    assertEquals(
        0,
        BenchmarksCommand.run(BenchmarksCommand.commandLine().setOut(new PrintWriter(out)), all));
    assertTrue(out.toString().contains("|"), out::toString);
    return new ObjectMapper().readTree(json.toFile());
  }
}
