package org.drey.local.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.TopicNames;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.jspecify.annotations.Nullable;

/**
 * A generated world whose providers misbehave, by a seed: one is behind its lateness for half a
 * day, one is silent for hours and then delivers all at once, one repeats half a day of last week,
 * one sends rubbish, one has a clock that is ahead. All that is less than a tenth of 30 days, even
 * where it is one provider that sends nearly all, and most in those days.
 */
final class HostileWorld {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  private final Random random;
  private final long start = WorldSettings.START.toEpochMilli();
  private final long days;

  private HostileWorld(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
  }

  /** A line of a file and when it was received. */
  private record Dated(String text, long receivedAt) {}

  /** Writes a folder. */
  static void write(Path folder, SyntheticWorld world, long seed, int days) throws IOException {
    FolderWriter.write(world, folder);
    HostileWorld hostile = new HostileWorld(seed, days);
    for (Map.Entry<String, List<WorldItem>> topic : world.arrivals().entrySet()) {
      if (TopicNames.INPUTS.contains(topic.getKey())) {
        hostile.write(folder.resolve(topic.getKey() + ".jsonl"), topic.getValue());
      }
    }
  }

  private void write(Path file, List<WorldItem> items) throws IOException {
    String lagging = provider(items);
    String silent = provider(items);
    String repeating = provider(items);
    String ahead = provider(items);
    long lag = HOUR * (2 + random.nextInt(30));
    long lagFrom = start + DAY * random.nextInt((int) days);
    long lagTo = lagFrom + DAY / 2;
    long silenceFrom = start + HOUR * random.nextInt((int) days * 24);
    long silenceTo = silenceFrom + HOUR * (3 + random.nextInt(9));
    long repeated = start + DAY * random.nextInt((int) days - 8);
    long aheadFrom = start + DAY * random.nextInt((int) days);
    List<Dated> lines = new ArrayList<>();
    for (WorldItem item : items) {
      ObjectNode line = parsed(item.jsonLine());
      long arrival = item.arrival().toEpochMilli();
      if (line == null) {
        lines.add(new Dated(new String(item.jsonLine(), StandardCharsets.ISO_8859_1), arrival));
        continue;
      }
      String provider = line.path("provider").asText();
      long received = arrival;
      if (provider.equals(lagging) && arrival >= lagFrom && arrival < lagTo) {
        received = arrival + lag;
      } else if (provider.equals(silent) && arrival >= silenceFrom && arrival < silenceTo) {
        received = silenceTo;
      } else if (provider.equals(ahead) && arrival >= aheadFrom && arrival < aheadFrom + DAY) {
        long stated = line.path("event_time").asLong(arrival);
        boolean ofThisWorld = Math.abs(stated - arrival) < DAY; // nothing is received in 2099
        received = (ofThisWorld ? stated : arrival) - MINUTE * random.nextInt(8);
      }
      if (provider.equals(repeating) && arrival >= repeated && arrival < repeated + DAY / 2) {
        lines.add(dated(line, arrival + 7 * DAY));
      }
      lines.add(dated(line, received));
      if (random.nextInt(500) == 0) {
        lines.add(new Dated("{\"provider\": \"" + provider + "\", rubbish", received));
      }
    }
    Files.write(file, lines.stream().map(Dated::text).toList(), StandardCharsets.ISO_8859_1);
  }

  private @Nullable String provider(List<WorldItem> items) {
    for (int i = 0; i < 100 && !items.isEmpty(); i++) {
      ObjectNode line = parsed(items.get(random.nextInt(items.size())).jsonLine());
      if (line != null && line.path("provider").isTextual()) {
        return line.path("provider").textValue();
      }
    }
    return null;
  }

  private static Dated dated(ObjectNode line, long receivedAt) {
    ObjectNode copy = line.deepCopy();
    copy.put("received_at", receivedAt);
    byte[] bytes = copy.toString().getBytes(StandardCharsets.UTF_8);
    return new Dated(new String(bytes, StandardCharsets.ISO_8859_1), receivedAt);
  }

  private static @Nullable ObjectNode parsed(byte[] line) {
    try {
      JsonNode tree = JSON.readTree(line);
      return tree instanceof ObjectNode object ? object : null;
    } catch (IOException e) {
      return null;
    }
  }
}
