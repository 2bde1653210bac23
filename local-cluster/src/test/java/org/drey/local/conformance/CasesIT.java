package org.drey.local.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.local.e2e.Replays;
import org.drey.local.e2e.Results;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases that fix what is promised, each a separate replay. */
final class CasesIT {
  private static final Path CASES = Path.of("src/test/resources/conformance");
  private static final int KNOWN = 19;

  @TempDir private Path results;

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    List<Path> cases = list(CASES).filter(Files::isDirectory).toList();
    assertTrue(cases.size() >= KNOWN, "cases: " + cases.size());
    return cases.stream()
        .map(one -> DynamicTest.dynamicTest(one.getFileName().toString(), () -> run(one)))
        .toList();
  }

  private static Stream<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  private void run(Path one) throws Exception {
    Path output = results.resolve(one.getFileName());
    Path written = one.resolve("config.yaml");
    DreyConfiguration configuration =
        Files.exists(written) ? DreyConfiguration.read(written) : DreyConfiguration.DEFAULT;
    RuleSet rules = StreamRegistry.compile(RuleFile.readAll(one.resolve("rules")), configuration);
    Path blocklist = one.resolve("blocklist.txt");
    ListSettings lists = Files.exists(blocklist) ? ListSettings.ofFile(blocklist) : null;
    Replays.run(rules, configuration, lists, one.resolve("input"), output);
    List<Path> expected = list(one.resolve("expected")).toList();
    assertTrue(expected.stream().anyMatch(file -> file.endsWith("findings.jsonl")));
    for (Path file : expected) {
      if (file.endsWith("absent.jsonl")) {
        assertAbsent(file, output.resolve("alerts.jsonl"));
      } else {
        assertSame(file, output.resolve(file.getFileName()));
      }
    }
  }

  /** Tokens that the alert of an entity shows nowhere. */
  private static void assertAbsent(Path absent, Path alerts) throws IOException {
    for (JsonNode one : Results.ofFile(absent)) {
      for (JsonNode alert : Results.ofFile(alerts)) {
        boolean isOf =
            alert.get("track").equals(one.get("track"))
                && alert.get("entity").equals(one.get("entity"));
        one.get("tokens")
            .forEach(
                token ->
                    assertFalse(
                        isOf && alert.toString().contains(token.asText()), alert.toString()));
      }
    }
  }

  private static void assertSame(Path expected, Path seen) throws IOException {
    List<JsonNode> wanted = Results.ofFile(expected);
    List<JsonNode> got = Results.ofFile(seen);
    if (seen.endsWith("alerts.jsonl")) {
      got = Results.last(got);
    }
    List<String> fields = wanted.isEmpty() ? List.of() : Texts.fields(wanted.get(0));
    Texts texts = Texts.asking(wanted);
    assertEquals(texts.lines(wanted, fields), texts.lines(got, fields), expected.toString());
  }
}
