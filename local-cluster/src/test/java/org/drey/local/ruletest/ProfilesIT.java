package org.drey.local.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Replays;
import org.drey.local.e2e.Results;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People as the catalogue's part F.3 describes them, and what the live rules give each of them. Who
 * has no alert is seen, too, by a signal that opens one and adds nothing. The people are tests of
 * the rules on that signal, in {@code profiles.yml}; the scores are in {@code scores.txt}.
 */
final class ProfilesIT {
  private static final Path PROFILES = Path.of("src/test/resources/profiles");

  @TempDir private Path folder;

  @Test
  void theLiveRulesGiveEachWhatIsWritten() throws Exception {
    List<RuleFile> looks = RuleFile.readAll(PROFILES);
    List<RuleFile> rules = new ArrayList<>(RuleFile.catalogue());
    rules.addAll(looks);
    DreyConfiguration declared =
        DreyConfiguration.DEFAULT.withStreams(
            Map.of(
                TopicNames.DNS_QUERIES,
                new DreyConfiguration.Stream("synthetic", null, List.of())));
    Path input = Files.createDirectory(folder.resolve("input"));
    Path output = folder.resolve("output");
    List<RuleTest> profiles = RuleTestReader.read(looks);
    RuleTests.write(profiles, input);
    Replays.run(StreamRegistry.compile(rules, declared), declared, null, input, output);

    assertEquals(
        Files.readString(PROFILES.resolve("scores.txt")),
        scores(profiles, Results.last(Results.ofFile(output.resolve("alerts.jsonl")))));
  }

  private static String scores(List<RuleTest> profiles, List<JsonNode> alerts) throws IOException {
    Map<String, JsonNode> looked = new TreeMap<>();
    for (JsonNode alert : alerts) {
      looked.put(alert.get("token_domain").asText() + alert.get("track").asText(), alert);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < profiles.size(); i++) {
      String track = profiles.get(i).rule().replaceAll(".*profile_", "");
      JsonNode alert = looked.get(RuleTestReader.domain(i) + track.toUpperCase(Locale.ROOT));
      text.append(profiles.get(i).name()).append('\n').append(line(alert)).append('\n');
    }
    return text.toString();
  }

  /** Returns what an alert says of a score, as one line. */
  private static String line(JsonNode alert) {
    List<String> parts = new ArrayList<>();
    for (String list : List.of("reasons", "offsets", "gates")) {
      StreamSupport.stream(alert.get(list).spliterator(), false)
          .map(one -> one.get(list.equals("gates") ? "id" : "indicator").asText() + points(one))
          .forEach(parts::add);
    }
    return "  %s %s = %s"
        .formatted(
            alert.get("score").asText(),
            alert.get("band").asText(),
            parts.isEmpty() ? "nothing" : String.join(", ", parts));
  }

  private static String points(JsonNode one) {
    return " " + one.get("points").asText();
  }
}
