package org.drey.local.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.drey.event.TopicNames;

/**
 * Verdicts on alerts that a replay had: of any type, on any of their revisions, seen whole or in
 * part, by one analyst or two, with families suppressed, and some taken back. Some are not allowed,
 * some come before what they are about, some days after they were given, and some have an id that
 * another alert's has.
 */
final class RandomVerdicts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A reason of each type; on the victim track some have another, and some are not allowed. */
  private static final Map<String, String> REASONS =
      Map.of(
          "CONFIRMED", "REFERRED",
          "LIKELY", "WATCHED",
          "UNFOUNDED", "NO_PATTERN",
          "BENIGN_EXPLAINED", "RELATIVE_VERIFIED",
          "DUPLICATE", "SAME_AS_CASE",
          "NEEDS_MORE", "MORE_DATA");

  private static final List<String> TYPES = REASONS.keySet().stream().sorted().toList();

  private final Random random;
  private final List<ObjectNode> verdicts = new ArrayList<>();

  private RandomVerdicts(Random random) {
    this.random = random;
  }

  /**
   * Writes them to the file of a folder.
   *
   * @param alerts all revisions
   */
  static void write(Path folder, List<JsonNode> alerts, Random random) throws IOException {
    Map<String, List<JsonNode>> revisions = new TreeMap<>();
    for (JsonNode alert : alerts) {
      if (!alert.get("state").asText().equals("WITHDRAWN")) {
        revisions
            .computeIfAbsent(alert.get("alert_id").asText(), id -> new ArrayList<>())
            .add(alert);
      }
    }
    RandomVerdicts drawn = new RandomVerdicts(random);
    revisions.values().forEach(drawn::drawOn);
    List<String> lines =
        drawn.verdicts.stream()
            .sorted(Comparator.comparing(one -> one.get("received_at").asLong()))
            .map(ObjectNode::toString)
            .toList();
    Files.write(folder.resolve(TopicNames.VERDICTS + ".jsonl"), lines);
  }

  private void drawOn(List<JsonNode> revisions) {
    List<ObjectNode> given = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      JsonNode alert = revisions.get(random.nextInt(revisions.size()));
      ObjectNode verdict = of(alert);
      if (!given.isEmpty() && random.nextInt(3) == 0) {
        ObjectNode undone = given.get(random.nextInt(given.size()));
        verdict.put("verdict", "REOPENED").put("reason", "MISTAKE");
        verdict.set("takes_back", undone.get("verdict_id"));
      } else {
        decide(verdict, alert);
      }
      given.add(verdict);
    }
    verdicts.addAll(given);
  }

  private ObjectNode of(JsonNode alert) {
    long asOf = alert.get("as_of").asLong();
    long time = asOf - 6 * HOUR + random.nextInt(120) * HOUR;
    ObjectNode line = JSON.createObjectNode();
    line.put("verdict_id", id());
    line.put("verdict_time", time).put("as_of", asOf);
    line.put("received_at", Math.max(time, asOf) + random.nextInt(48) * HOUR);
    for (String field :
        List.of(
            "alert_id",
            "track",
            "entity_kind",
            "entity",
            "token_domain",
            "key_version",
            "generation",
            "revision",
            "ruleset_version")) {
      line.set(field, alert.get(field));
    }
    line.put("analyst", "analyst-1");
    if (random.nextBoolean()) {
      line.put("second_analyst", "analyst-2");
    }
    ArrayNode seen = line.putArray("seen");
    boolean whole = random.nextInt(4) > 0;
    for (JsonNode finding : alert.get("findings")) {
      if (whole || random.nextBoolean()) {
        seen.add(finding);
      }
    }
    line.putArray("suppress");
    return line;
  }

  /** Mostly its own; at times one that another alert has, too. */
  private String id() {
    if (!verdicts.isEmpty() && random.nextInt(6) == 0) {
      return verdicts.get(random.nextInt(verdicts.size())).get("verdict_id").asText();
    }
    return "v-" + verdicts.size() + "-" + random.nextInt(1_000_000_000);
  }

  private void decide(ObjectNode verdict, JsonNode alert) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    boolean helped = type.equals("CONFIRMED") && random.nextBoolean();
    verdict.put("verdict", type).put("reason", helped ? "HELPED" : REASONS.get(type));
    boolean spends = type.equals("UNFOUNDED") || type.equals("BENIGN_EXPLAINED");
    JsonNode reasons = alert.get("reasons");
    if (spends && !reasons.isEmpty() && random.nextBoolean()) {
      JsonNode reason = reasons.get(random.nextInt(reasons.size()));
      verdict.putArray("suppress").add(reason.get("family"));
      verdict.put("suppress_days", 1 + random.nextInt(40));
    }
  }
}
