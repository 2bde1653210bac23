package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a small run counts: accesses, bytes and findings, which no other work on a machine moves.
 */
@Tag("nightly")
class DetectionBenchmarksIT {
  @TempDir Path folder;

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
    JsonNode report = run("job", "--rules", "1000", "--queries", "300", "--rounds", "1");
    JsonNode jobs = report.at("/figures").elements().next();
    assertEquals("pass-through", jobs.at("/0/job").asText());
    assertEquals("detection", jobs.at("/1/job").asText());
    assertTrue(jobs.at("/1/CPU ns a query, min").asDouble() > 0, jobs::toString);
    assertEquals(2, report.at("/targets").size());
  }

  @Test
  void paymentsAreCountedAtEachStep() throws Exception {
    JsonNode report = run("payment", "--payments", "10", "--days", "14", "--rounds", "1");
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
    JsonNode report = run("state", "--people", "5", "--days", "12", "--every", "1,4");
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
    JsonNode report = run("world", "--people", "200", "--days", "30", "--rounds", "1");
    JsonNode job = report.at("/figures/The detection job with the catalogue/0");
    assertTrue(job.at("/records read").asLong() > 1_000, job::toString);
    assertTrue(job.at("/state, bytes").asLong() > 100_000, job::toString);
    for (JsonNode row : report.at("/figures/Records on the wire")) {
      assertTrue(row.at("/bytes a record").asDouble() > 50, row::toString);
    }
  }

  @Test
  void looksAtAShopAreBoundedAndTimersSpread() throws Exception {
    JsonNode report = run("shop", "--payers", "3000", "--entities", "500", "--rounds", "1");
    JsonNode looks = report.at("/figures/The longest look at a shop");
    assertEquals(4 * 2, looks.size());
    for (JsonNode row : looks) {
      assertTrue(row.at("/looks").asInt() >= 3, row::toString);
      assertTrue(row.at("/reads").asInt() < 3_000, row::toString);
      assertTrue(row.at("/MB allocated").asDouble() > 0, row::toString);
    }
    JsonNode timers = report.at("/figures/Timers of people who pay once in a day");
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

  private JsonNode run(String... arguments) throws Exception {
    return Runs.report(folder.resolve("report.json"), arguments);
  }
}
