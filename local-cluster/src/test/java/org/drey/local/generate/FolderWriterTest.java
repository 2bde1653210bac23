package org.drey.local.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderWriterTest {
  @TempDir Path folder;

  @Test
  void writesWhatReplayReads() throws IOException {
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(5, 200, 30));
    FolderWriter.write(world, folder);

    JsonNode truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
    assertEquals(5, truth.get("seed").asInt());
    assertEquals(world.truth().splashSignals(), truth.get("splash_signals").asInt());
    assertEquals(
        world.truth().planted().get(0).track().name(),
        truth.get("planted").get(0).get("track").asText());
    assertFalse(truth.has("look_alikes"), "only a hard world has them");
    assertEquals(12, truth.get("dead_letters").get("total").asInt());
    assertTrue(truth.get("dead_letters").get("records").get(0).has("kafka_reason"));
    for (String topic : world.arrivals().keySet()) {
      assertEquals(truth.get("events").get(topic).asInt(), lines(topic), topic);
    }
    assertEquals(world.blocklist(), Files.readString(folder.resolve("blocklist.txt")));
    String configuration = Files.readString(folder.resolve("config.yaml"));
    TopicNames.INPUTS.forEach(topic -> assertTrue(configuration.contains("\n  " + topic + ":")));
  }

  private long lines(String topic) throws IOException {
    try (Stream<String> lines =
        Files.lines(folder.resolve(topic + ".jsonl"), StandardCharsets.ISO_8859_1)) {
      return lines.count();
    }
  }
}
