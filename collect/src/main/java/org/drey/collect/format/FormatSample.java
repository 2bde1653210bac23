package org.drey.collect.format;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log, and what must become of the last.
 *
 * @param node where it is
 * @param lines the lines, of which all but the last may be heads
 * @param becomes {@code record}, {@code skipped} or {@code refused}
 * @param wanted the record, or the field or reason of the refusal
 * @param clock by which it is read
 */
record FormatSample(
    YamlNode node, List<String> lines, String becomes, YamlNode wanted, InstantSource clock) {
  private static final Set<String> OUTCOMES = Set.of("record", "skipped", "refused");

  static FormatSample read(YamlNode node) {
    Map<String, YamlNode> keys =
        node.fields(Set.of("line", "read_at", "record", "skipped", "refused"));
    List<String> given = OUTCOMES.stream().filter(keys::containsKey).toList();
    if (given.size() != 1) {
      throw node.problem(
          "a sample says one of 'record' with what it becomes, 'skipped: true', and 'refused' with"
              + " the field or reason");
    }
    List<String> lines =
        node.required("line").text().lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw node.required("line").problem("'line' is empty");
    }
    return new FormatSample(
        node, lines, given.get(0), node.required(given.get(0)), clock(keys.get("read_at")));
  }

  private static InstantSource clock(@Nullable YamlNode at) {
    if (at == null) {
      return InstantSource.system();
    }
    try {
      return InstantSource.fixed(Instant.parse(at.words()));
    } catch (DateTimeParseException e) {
      throw at.problem("'read_at' is a time such as 2026-12-01T00:10:00Z");
    }
  }
}
