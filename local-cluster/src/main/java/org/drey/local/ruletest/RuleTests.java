package org.drey.local.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.ruletest.RuleTest.TestEvent;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.words.QualityWords;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.ReplayJob;
import org.drey.terminal.CountedNoun;
import org.drey.terminal.FolderFiles;

/** Runs the tests inside rules: all in one bounded run of the real operators. */
public final class RuleTests {
  /** Products of factors are not exact. */
  private static final double NOISE = 1e-9;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The results of the tests of rules.
   *
   * @param outcomes one for each test, in the order of the files
   * @param rejected one line for each event of a test that is not valid
   */
  public record Result(List<Outcome> outcomes, List<String> rejected) {

    /** Returns how many tests found what they say. */
    public long passed() {
      return outcomes.stream().filter(Outcome::passed).count();
    }

    /** One line for each event that is not valid, then for each test that found something else. */
    public List<String> failures() {
      Stream<String> failed =
          outcomes.stream().filter(outcome -> !outcome.passed()).map(Outcome::toString);
      return Stream.concat(rejected.stream(), failed).toList();
    }
  }

  /**
   * The result of one test.
   *
   * @param rule what messages call the rule
   * @param test its name
   * @param place file and line
   * @param fires how many findings the rule has
   * @param expected how many it has to have
   * @param counts how much each of those counts that count otherwise than they have to
   */
  public record Outcome(
      String rule, String test, String place, long fires, long expected, List<String> counts) {

    public boolean passed() {
      return fires == expected && counts.isEmpty();
    }

    @Override
    public String toString() {
      String found =
          "%s: %s, \"%s\": %s, expected %d"
              .formatted(place, rule, test, CountedNoun.of(fires, "finding", "findings"), expected);
      return counts.isEmpty() ? found : found + "; " + String.join("; ", counts);
    }
  }

  private RuleTests() {}

  /** Runs the tests of the files' rules, which must compile. */
  public static Result run(List<RuleFile> files, DreyConfiguration configuration) throws Exception {
    DreyConfiguration declared = withBasis(configuration);
    RuleSet rules = StreamRegistry.compile(files, declared);
    List<RuleTest> tests = RuleTestReader.read(files);
    Path folder = Files.createTempDirectory("drey-rule-tests");
    try {
      write(tests, folder);
      int parallelism = 1;
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(
              parallelism, FlinkSettings.bounded(parallelism));
      Path output = folder.resolve("output");
      ReplayJob replay = new ReplayJob(rules, declared, null, output);
      if (replay.addTo(env, folder)) {
        env.execute("rule tests");
      }
      replay.publish();
      return compare(tests, output);
    } finally {
      FolderFiles.delete(folder);
    }
  }

  /** Writes the events of tests as a folder that a replay reads. */
  static void write(List<RuleTest> tests, Path folder) throws IOException {
    for (String topic : TopicNames.ALL) {
      List<TestEvent> events =
          tests.stream()
              .flatMap(test -> test.events().stream())
              .filter(event -> event.topic().equals(topic))
              .toList();
      if (!events.isEmpty()) {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(topic + ".jsonl"))) {
          for (TestEvent event : events) {
            out.write(event.fields().toString());
            out.newLine();
          }
        }
      }
    }
  }

  private static Result compare(List<RuleTest> tests, Path output) throws IOException {
    Map<String, List<JsonNode>> found = new HashMap<>();
    for (String line : Files.readAllLines(output.resolve("findings.jsonl"))) {
      JsonNode finding = JSON.readTree(line);
      String key = finding.get("rule_id").asText() + finding.get("token_domain").asText();
      found.computeIfAbsent(key, one -> new ArrayList<>()).add(finding);
    }
    List<String> rejected = new ArrayList<>();
    for (String line : Files.readAllLines(output.resolve("dead-letters.jsonl"))) {
      JsonNode letter = JSON.readTree(line);
      rejected.add(
          "a test's event for "
              + letter.get("topic").asText()
              + " is not valid: "
              + letter.get("detail").asText());
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      RuleTest test = tests.get(i);
      outcomes.add(
          outcome(test, found.getOrDefault(test.ruleId() + RuleTestReader.domain(i), List.of())));
    }
    return new Result(List.copyOf(outcomes), List.copyOf(rejected));
  }

  private static Outcome outcome(RuleTest test, List<JsonNode> findings) {
    Double expected = test.quality();
    List<String> counts =
        expected == null
            ? List.of()
            : findings.stream()
                .filter(one -> !isAsGood(one, expected))
                .map(one -> counts(one, expected))
                .toList();
    return new Outcome(
        test.rule(), test.name(), test.place(), findings.size(), test.fires(), counts);
  }

  private static boolean isAsGood(JsonNode finding, double expected) {
    return Math.abs(finding.get("quality").asDouble() - expected) < NOISE;
  }

  /**
   * Returns how much a finding counts, and why: "one counts half: nobody assured …, expected 1".
   */
  private static String counts(JsonNode finding, double expected) {
    List<String> caveats = new ArrayList<>();
    finding.get("caveats").forEach(one -> caveats.add(one.asText()));
    return "one "
        + QualityWords.of(finding.get("quality").asDouble(), caveats)
        + ", expected "
        + expected;
  }

  /** Rules over DNS have subjects in their tests; the events are synthetic. */
  private static DreyConfiguration withBasis(DreyConfiguration configuration) {
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>(configuration.streams());
    for (String topic : List.of(TopicNames.DNS_QUERIES, TopicNames.WEB_REQUESTS)) {
      streams.put(
          topic, new DreyConfiguration.Stream("synthetic events of tests", null, List.of()));
    }
    return configuration.withStreams(streams);
  }
}
