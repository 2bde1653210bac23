package org.drey.alerts.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.drey.base.AtomicFile;
import org.drey.base.LogLimiter;
import org.drey.base.OwnerOnly;
import org.drey.event.TopicNames;
import org.drey.topics.TopicReader;

/**
 * The state of a sink in its folder: its position in {@code NAME.offsets.json}, and what it refused
 * in {@code NAME.dead-letters.jsonl}.
 */
final class DeliveryState {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path offsetsFile;
  private final Path deadLetters;
  private final Map<Integer, Long> offsets = new TreeMap<>();
  private final LogLimiter limiter;

  private DeliveryState(Path folder, String name, LongSupplier nanos) {
    this.limiter = new LogLimiter(nanos);
    this.offsetsFile = folder.resolve(name + ".offsets.json");
    this.deadLetters = folder.resolve(name + ".dead-letters.jsonl");
  }

  /**
   * Reads what is kept; the folder is made if it is not there.
   *
   * @throws IOException if the file cannot be read, or is not what was written
   */
  static DeliveryState in(Path folder, String name) throws IOException {
    return in(folder, name, System::nanoTime);
  }

  /** The same by another clock. */
  static DeliveryState in(Path folder, String name, LongSupplier nanos) throws IOException {
    DeliveryState kept = new DeliveryState(folder, name, nanos);
    Files.createDirectories(folder);
    if (Files.exists(kept.offsetsFile)) {
      kept.read();
    }
    return kept;
  }

  private void read() throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(Files.readAllBytes(offsetsFile));
    } catch (JsonProcessingException e) {
      throw damaged();
    }
    if (!tree.isObject()) {
      throw damaged();
    }
    for (Map.Entry<String, JsonNode> one : tree.properties()) {
      if (!one.getKey().matches("\\d{1,9}") || !one.getValue().isIntegralNumber()) {
        throw damaged();
      }
      offsets.put(Integer.parseInt(one.getKey()), one.getValue().longValue());
    }
  }

  private IOException damaged() {
    return new IOException(
        offsetsFile
            + " does not hold offsets by partition. Without it the sink begins with the oldest"
            + " alert again");
  }

  /** The next offset of each partition of which something was handed over. */
  Map<TopicReader.Place, Long> offsets() {
    Map<TopicReader.Place, Long> places = new HashMap<>();
    offsets.forEach(
        (partition, next) -> places.put(new TopicReader.Place(TopicNames.ALERTS, partition), next));
    return places;
  }

  /** All of a partition before an offset has been handed over, or will never be. */
  void done(int partition, long next) {
    offsets.put(partition, next);
  }

  /** Has a restart go on from here. */
  void write() throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    offsets.forEach((partition, next) -> tree.put(partition.toString(), next));
    AtomicFile.writePrivate(offsetsFile, out -> out.write(JSON.writeValueAsBytes(tree)));
  }

  /** Returns where what a sink will never take is noted. */
  @Override
  public String toString() {
    return deadLetters.toString();
  }

  /**
   * Notes what a sink will never take.
   *
   * @return whether that is to be said: once a minute
   */
  boolean note(List<AlertSink.RefusedMessage> refused, Instant now) throws IOException {
    for (AlertSink.RefusedMessage one : refused) {
      deadLetter(one, now);
    }
    return !refused.isEmpty() && limiter.isDue("refused");
  }

  /** Notes which message was refused, when and why, and nothing of its content. */
  private void deadLetter(AlertSink.RefusedMessage refused, Instant at) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", refused.message().id());
    line.put("at", at.toString());
    line.put("why", refused.why());
    byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel file =
        FileChannel.open(
            deadLetters,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            OwnerOnly.attributes(deadLetters))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        file.write(left);
      }
    }
  }
}
