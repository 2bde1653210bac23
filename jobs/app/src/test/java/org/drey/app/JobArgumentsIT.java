package org.drey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a job is started with, and what it does not start with. */
final class JobArgumentsIT {
  @TempDir private Path folder;

  private static String[] args(String... arguments) {
    return arguments;
  }

  private static String refusal(Executable start) {
    return assertThrows(RuntimeException.class, start).getMessage();
  }

  @Test
  void anArgumentThatIsUnknownIsRefusedWithTheNearestThatIs() {
    String[] given = {"--config", "c.yaml", "--rule", "folder"};
    String message = refusal(() -> JobArguments.of(given, Set.of("rules")));
    assertTrue(message.contains("no argument --rule"), message);
    assertTrue(message.contains("did you mean 'rules'"), message);
    assertTrue(message.contains("--bootstrap, --config"), message);
    given[2] = "--rules";
    assertEquals("folder", JobArguments.of(given, Set.of("rules")).get("rules"));
  }

  @Test
  void bothJobsRefuseWhatTheyDoNotKnow() {
    assertThrows(
        ProgramParametrizationException.class, () -> DetectionJob.main(args("--lists", "folder")));
    assertThrows(
        ProgramParametrizationException.class, () -> BlocklistJob.main(args("--rules", "folder")));
    assertThrows(
        ProgramParametrizationException.class,
        () -> BlocklistJob.main(args("--deployment", "blue")));
  }

  @Test
  void theUsageNamesEveryArgument() {
    String ofDetection = refusal(() -> DetectionJob.main(args()));
    for (String name : List.of("bootstrap", "config", "deployment", "kafka", "psl", "rules")) {
      assertTrue(ofDetection.contains("--" + name), ofDetection);
    }
    String ofBlocklist = refusal(() -> BlocklistJob.main(args()));
    for (String name : List.of("blocklist", "key-file", "lists", "start", "topic-prefix")) {
      assertTrue(ofBlocklist.contains("--" + name), ofBlocklist);
    }
  }

  @Test
  void theDetectionJobTakesAPublicSuffixList() throws Exception {
    Path file =
        Files.writeString(folder.resolve("list.dat"), "// VERSION: 2031-05-06\nshop.example\n");
    assertEquals("2031-05-06", DetectionJob.suffixes(file.toString()).open().version());
    assertNotEquals("2031-05-06", DetectionJob.suffixes(null).open().version());
  }
}
