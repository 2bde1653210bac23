package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks run; how fast anything is, is not looked at. */
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
            "500");
    JsonNode jobs = report.at("/figures").elements().next();
    assertEquals("pass-through", jobs.at("/0/job").asText());
    assertEquals("blocklist", jobs.at("/1/job").asText());
    assertEquals(500, jobs.at("/1/queries~1s").asLong());
  }

  private JsonNode run(String... arguments) throws Exception {
    return Runs.report(folder.resolve("report.json"), arguments);
  }
}
