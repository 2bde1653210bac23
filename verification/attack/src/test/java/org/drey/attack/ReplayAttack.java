package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;

/**
 * Spoilt lines of every input through {@code ./drey replay} in a separate process, with the
 * catalogue, a list and a rule that reads what is derived from names and URLs.
 */
final class ReplayAttack implements Attack {
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final int MAX_DETAILS = 300;

  private static final String RULE =
      """
      title: Anything that is derived
      name: derived
      status: experimental
      logsource: {category: proxy}
      detection:
        it: {registered_domain|contains: a, public_suffix|endswith: e, host|startswith: s}
        condition: it
      """;

  @Override
  public String name() {
    return "lines through the whole replay";
  }

  @Override
  public long cases() {
    return 100_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Path output = folder.resolve("output");
    Random random = draw.random();
    for (String topic : TopicNames.INPUTS) {
      write(topic, draw.cases() / TopicNames.INPUTS.size() + 1, random, input);
    }
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("derived.yml"), RULE);
    Path list = Files.writeString(folder.resolve("list.txt"), "shop.example\n");
    long start = System.nanoTime();
    int status =
        Programs.drey(
            folder,
            WITHIN,
            List.of(
                "replay",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--rules",
                rules.toString(),
                "--with-catalogue",
                "--blocklist",
                list.toString()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals(0, status, () -> Programs.lastLines(folder));
    return outcome(draw.cases(), output, took);
  }

  private static void write(String topic, long lines, Random random, Path input) throws Exception {
    JsonText text = new JsonText(Samples.line(topic));
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(input.resolve(topic + ".jsonl")))) {
      for (long i = 0; i < lines; i++) {
        out.write(text.line(random));
        out.write('\n');
      }
    }
  }

  private static Outcome outcome(long lines, Path output, Duration took) throws Exception {
    Set<String> details = new TreeSet<>();
    long letters = 0;
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(output.resolve(TopicNames.DEAD_LETTERS + ".jsonl"))) {
      JsonNode letter = json.readTree(line);
      assertFalse(line.contains(Texts.MARK), "a dead letter quotes its line");
      String reason = letter.get("reason").asText();
      assertFalse(reason.equals(RejectReason.INTERNAL.name()), letter.get("detail").asText());
      details.add(letter.get("detail").asText());
      letters++;
    }
    assertTrue(
        letters > 0 && letters <= lines + TopicNames.INPUTS.size(), letters + " dead letters");
    assertTrue(details.size() <= MAX_DETAILS, details.size() + " details");
    return Outcome.held(
        lines, took, "exit 0, %,d dead letters, %d details".formatted(letters, details.size()));
  }
}
