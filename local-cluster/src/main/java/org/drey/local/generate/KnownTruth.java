package org.drey.local.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/** What a world's {@code truth.json} says of those whom alerts are about. */
public final class KnownTruth {
  private final Map<String, Boolean> planted = new HashMap<>();
  private final Map<String, String> lookAlikes = new HashMap<>();

  private KnownTruth(JsonNode truth) {
    for (JsonNode one : truth.path("planted")) {
      boolean wanted = one.path("expect").asText().equals(Truth.Expectation.ALERT.name());
      planted.put(key(one), wanted);
    }
    for (JsonNode one : truth.path("look_alikes")) {
      lookAlikes.put(key(one), one.path("kind").asText());
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

  /** Of a world at hand. */
  public static KnownTruth of(World world) {
    return new KnownTruth(new ObjectMapper().valueToTree(world.truth()));
  }

  /** Whether an alert is right: whether its entity is planted as one who has to have it. */
  public boolean isRight(Alert alert) {
    return planted.getOrDefault(key(alert), false);
  }

  /** What the entity of a wrong alert is, null if it is none of the known look-alikes. */
  @Nullable String lookAlike(Alert alert) {
    return lookAlikes.get(key(alert));
  }

  private static String key(Alert alert) {
    return alert.getTrack() + " " + alert.getEntityKind() + " " + alert.getEntity();
  }

  private static String key(JsonNode one) {
    return one.path("track").asText()
        + " "
        + one.path("entity_kind").asText()
        + " "
        + one.path("entity").asText();
  }
}
