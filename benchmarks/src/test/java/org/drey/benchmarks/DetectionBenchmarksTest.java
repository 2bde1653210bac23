package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a small run counts: accesses, bytes and findings, which no other work on a machine moves.
 */
class DetectionBenchmarksTest {
  @TempDir Path folder;

  @Test
  void rulesAreAllFiledAndAnEventThatMatchesNoneAllocatesNothing() throws Exception {
    JsonNode rows =
        run("rules", "--sizes", "10,60", "--rounds", "1", "--passes", "20")
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
      int findings = row.at("/rule").asText().endsWith("fires") ? 1 : 0;
      assertEquals(findings, row.at("/findings").asDouble(), row::toString);
    }
  }

  private JsonNode run(String... arguments) throws Exception {
    return Runs.report(folder.resolve("report.json"), arguments);
  }
}
