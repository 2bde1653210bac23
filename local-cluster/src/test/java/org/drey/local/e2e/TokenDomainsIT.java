package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of two domains never join, not even equal ones. */
@Timeout(300)
final class TokenDomainsIT {
  private static final String OURS = "\"token_domain\":\"default\"";
  private static final String OTHERS = "\"token_domain\":\"elsewhere\"";

  @TempDir static Path world;
  private static DreyConfiguration configuration;
  private static List<JsonNode> findings;
  private static List<JsonNode> alerts;

  @TempDir Path folder;

  @BeforeAll
  static void inOneDomain() throws Exception {
    FolderWriter.write(SyntheticWorld.generate(new WorldSettings(7, 300, 30)), world);
    configuration = DreyConfiguration.read(world.resolve(FolderWriter.CONFIGURATION));
    Path results = replay(world);
    findings = Results.ofFile(results.resolve("findings.jsonl"));
    alerts = Results.ofFile(results.resolve("alerts.jsonl"));
  }

  private static Path replay(Path events) throws Exception {
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);
    Path results = events.resolve("results");
    Replays.run(rules, configuration, null, events, results);
    return results;
  }

  /** Writes each line of a topic changed, after it as it is if asked for; some are no UTF-8. */
  private void lines(String topic, boolean asItIs, UnaryOperator<String> change)
      throws IOException {
    Path file = world.resolve(topic + ".jsonl");
    if (Files.exists(file)) {
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        if (asItIs) {
          lines.add(line);
        }
        lines.add(change.apply(line));
      }
      Files.write(folder.resolve(topic + ".jsonl"), lines, StandardCharsets.ISO_8859_1);
    }
  }

  private static String elsewhere(String line) {
    return line.replace(OURS, OTHERS).replace("\"event_id\":\"", "\"event_id\":\"x-");
  }

  private static List<JsonNode> of(String domain, List<JsonNode> lines) {
    return lines.stream().filter(one -> one.get("token_domain").asText().equals(domain)).toList();
  }

  private static long links(List<JsonNode> lines) {
    return lines.stream().filter(one -> one.path("indicator").asText().startsWith("LNK-")).count();
  }

  @Test
  void paymentsAndSessionsOfTwoDomainsNeverMeet() throws Exception {
    for (String topic : TopicNames.INPUTS) {
      boolean moves = topic.equals(TopicNames.LIVESTREAM_SESSIONS);
      lines(topic, false, moves ? TokenDomainsIT::elsewhere : UnaryOperator.identity());
    }
    List<JsonNode> apart = Results.ofFile(replay(folder).resolve("findings.jsonl"));
    assertTrue(links(findings) > 0, "the world has them in one domain");
    assertEquals(0, links(apart));
    assertTrue(!of("elsewhere", apart).isEmpty() && !of("default", apart).isEmpty());
  }

  @Test
  void theSameTokensInTwoDomainsAreTwoWorlds() throws Exception {
    for (String topic : TopicNames.INPUTS) {
      lines(topic, true, TokenDomainsIT::elsewhere);
    }
    Path results = replay(folder);
    List<JsonNode> both = Results.ofFile(results.resolve("findings.jsonl"));
    assertEquals(findings.size(), of("default", both).size());
    assertEquals(findings.size(), of("elsewhere", both).size());
    List<JsonNode> bothAlerts = Results.ofFile(results.resolve("alerts.jsonl"));
    assertEquals(Results.notWithdrawn(alerts), Results.notWithdrawn(of("default", bothAlerts)));
    for (JsonNode one : Results.ofFile(results.resolve("cases.jsonl"))) {
      String domain = one.get("token_domain").asText();
      one.get("members").forEach(member -> assertTrue(isAlert(member, domain, bothAlerts)));
    }
  }

  private static boolean isAlert(JsonNode member, String domain, List<JsonNode> all) {
    return of(domain, all).stream()
        .anyMatch(one -> one.get("alert_id").equals(member.get("alert_id")));
  }
}
