package org.drey.local.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.event.Alert;
import org.drey.event.VerdictReason;
import org.jspecify.annotations.Nullable;

/** The truth of a world's {@code truth.json} about those whom alerts are about. */
public final class KnownTruth {
  private final Map<String, JsonNode> byKey = new HashMap<>();

  private KnownTruth(JsonNode truth) {
    for (String list : List.of("planted", "look_alikes")) {
      for (JsonNode one : truth.path(list)) {
        byKey.put(
            key(
                one.path("track").asText(),
                one.path("entity_kind").asText(),
                one.path("entity").asText()),
            one);
      }
    }
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it is no truth of a world
   */
  public static KnownTruth read(Path file) throws IOException {
    JsonNode truth = new ObjectMapper().readTree(Files.readAllBytes(file));
    if (!truth.path("planted").isArray()) {
      throw new IllegalArgumentException(file + ": not the truth.json of a generated world");
    }
    return new KnownTruth(truth);
  }

  /** Returns that of a world at hand. */
  public static KnownTruth of(SyntheticWorld world) {
    return new KnownTruth(new ObjectMapper().valueToTree(world.truth()));
  }

  /** Returns whether an alert is right: its entity is planted as one who has to have it. */
  public boolean isRight(Alert alert) {
    return of(alert).path("expect").asText().equals(WorldTruth.Expectation.ALERT.name());
  }

  /** Returns how a wrong alert is explained; of one of whom nothing is known, by no pattern. */
  VerdictReason explanation(Alert alert) {
    return VerdictReason.valueOf(
        of(alert).path("explained").asText(VerdictReason.NO_PATTERN.name()));
  }

  /** Returns the class of benign people that an alert is about, or null. */
  @Nullable String benign(Alert alert) {
    return of(alert).path("benign").asText(null);
  }

  private JsonNode of(Alert alert) {
    String key = key(alert.getTrack(), alert.getEntityKind(), alert.getEntity());
    return byKey.getOrDefault(key, MissingNode.getInstance());
  }

  private static String key(Object track, Object kind, Object entity) {
    return track + " " + kind + " " + entity;
  }
}
