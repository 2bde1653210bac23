package org.drey.rules.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.yaml.YamlNode;

/**
 * The indicators without a rule, each with the reason, and the names of groups, which no rule says.
 *
 * @param groups what the letters stand for by which indicators are grouped, in the order of lists
 * @param rows of indicators that no rule shows
 */
record UnbuiltIndicators(Map<String, String> groups, List<IndicatorRow> rows) {
  private static final String FILE = "indicators.yml";
  private static final Set<String> KEYS =
      Set.of("id", "name", "missing", "left_out", "tracks", "points", "streams", "sources");

  /** Reads the file that ships with the catalogue. */
  static UnbuiltIndicators read(Set<String> built) {
    try (InputStream in = UnbuiltIndicators.class.getResourceAsStream("/" + FILE)) {
      byte[] yaml = Objects.requireNonNull(in, FILE).readAllBytes();
      return of(YamlNode.parse(FILE, new String(yaml, StandardCharsets.UTF_8)), built);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /**
   * Reads such a file.
   *
   * @param built the indicators that rules show; a row of one of them is a problem
   */
  static UnbuiltIndicators of(YamlNode root, Set<String> built) {
    root.fields(Set.of("groups", "indicators"));
    Map<String, String> groups = new LinkedHashMap<>();
    root.required("groups").fields().forEach((key, name) -> groups.put(key, name.words()));
    List<IndicatorRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode node : root.required("indicators").items()) {
      node.fields(KEYS);
      IndicatorRow row = row(node);
      if (built.contains(row.id())) {
        throw node.problem(row.id() + " has a rule: remove the row");
      }
      if (!seen.add(row.id())) {
        throw node.problem(row.id() + " has two rows");
      }
      if (!groups.containsKey(row.prefix())) {
        throw node.problem("'groups' has no " + row.prefix());
      }
      rows.add(row);
    }
    return new UnbuiltIndicators(groups, rows);
  }

  private static IndicatorRow row(YamlNode node) {
    YamlNode missing = node.get("missing");
    YamlNode leftOut = node.get("left_out");
    YamlNode why = missing == null ? leftOut : missing;
    if (why == null || (missing != null && leftOut != null)) {
      throw node.problem("a row has either 'missing' or 'left_out'");
    }
    return new IndicatorRow(
        node.required("id").words(),
        node.required("name").words(),
        missing == null ? IndicatorState.LEFT_OUT : IndicatorState.MISSING,
        why.words(),
        texts(node.required("tracks")),
        node.required("points").number().doubleValue(),
        texts(node.required("streams")),
        List.of(),
        node.required("sources").items().stream().map(SourceReference::of).toList());
  }

  private static List<String> texts(YamlNode list) {
    return list.items().stream().map(YamlNode::words).toList();
  }
}
