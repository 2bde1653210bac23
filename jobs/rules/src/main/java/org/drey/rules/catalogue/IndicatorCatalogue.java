package org.drey.rules.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.yaml.YamlNode;

/**
 * The indicators, those that rules show and those that none does.
 *
 * @param groups what the letters stand for by which indicators are grouped, in the order of lists
 * @param rows by group, then by id
 */
public record IndicatorCatalogue(Map<String, String> groups, List<IndicatorRow> rows) {

  /**
   * Returns the catalogue of some rules: all that is said of an indicator with a rule is the
   * rule's.
   *
   * @throws org.drey.yaml.ProblemException if one of them is listed as without a rule, too
   */
  public static IndicatorCatalogue of(RuleSet rules) {
    Map<String, List<RuleHead>> built = new TreeMap<>();
    for (RuleHead head : rules.heads()) {
      if (head.scoring() != null) {
        built.computeIfAbsent(head.scoring().indicator(), id -> new ArrayList<>()).add(head);
      }
    }
    UnbuiltIndicators unbuilt = UnbuiltIndicators.read(built.keySet());
    List<IndicatorRow> rows = new ArrayList<>(unbuilt.rows());
    built.forEach((id, heads) -> rows.add(row(rules, id, heads)));
    List<String> order = List.copyOf(unbuilt.groups().keySet());
    rows.sort(
        Comparator.comparingInt((IndicatorRow row) -> order.indexOf(row.prefix()))
            .thenComparing(IndicatorRow::id));
    return new IndicatorCatalogue(unbuilt.groups(), List.copyOf(rows));
  }

  private static IndicatorRow row(RuleSet rules, String id, List<RuleHead> heads) {
    List<ScoringPart> scorings =
        heads.stream().map(RuleHead::scoring).filter(one -> one != null).toList();
    Set<String> streams = new TreeSet<>();
    Set<String> fields = new TreeSet<>();
    Set<KeptEvents> keptEvents = new LinkedHashSet<>();
    Set<KeptFindings> keptFindings = new LinkedHashSet<>();
    Set<SourceReference> sources = new LinkedHashSet<>();
    for (RuleHead head : heads) {
      streams.addAll(head.sources());
      fields.addAll(FieldsRead.of(rules, head.index()));
      KeptEvents.collect(rules, head.index(), keptEvents);
      keptFindings.add(KeptFindings.of(rules, head));
      collect(rules, head, sources);
    }
    return new IndicatorRow(
        id,
        document(heads.get(0)).required("title").words(),
        heads.stream().anyMatch(RuleHead::live) ? IndicatorState.LIVE : IndicatorState.TRIAL,
        "",
        scorings.stream()
            .map(ScoringPart::track)
            .sorted()
            .distinct()
            .map(track -> track.name().toLowerCase(Locale.ROOT))
            .toList(),
        scorings.get(0).points(),
        List.copyOf(streams),
        List.copyOf(fields),
        List.copyOf(keptEvents),
        List.copyOf(keptFindings),
        List.copyOf(sources));
  }

  /** Adds what a rule rests on, and after it what the rules rest on that it is built on. */
  private static void collect(RuleSet rules, RuleHead head, Set<SourceReference> sources) {
    YamlNode references = document(head).get("references");
    if (references != null) {
      references.items().stream().map(SourceReference::of).forEach(sources::add);
    }
    if (!rules.isDetection(head.index())) {
      rules
          .correlation(head.index())
          .references()
          .forEach(below -> collect(rules, rules.head(below.rule()), sources));
    }
  }

  private static YamlNode document(RuleHead head) {
    return YamlNode.parse(head.name(), head.text().document());
  }

  /** Returns the rows of each group that has some, by the group's name. */
  public Map<String, List<IndicatorRow>> byGroup() {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> groups.getOrDefault(row.prefix(), row.prefix()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** Returns how many are in each state, for people. */
  public String counts() {
    List<String> counts = new ArrayList<>();
    for (IndicatorState state : IndicatorState.values()) {
      long count = rows.stream().filter(row -> row.state() == state).count();
      if (count > 0) {
        counts.add(count + " " + state.words());
      }
    }
    return rows.size()
        + (rows.size() == 1 ? " indicator: " : " indicators: ")
        + String.join(", ", counts);
  }

  /**
   * The indicators without a rule, each with the reason, and the names of groups, which no rule
   * says.
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
          List.of(),
          List.of(),
          node.required("sources").items().stream().map(SourceReference::of).toList());
    }

    private static List<String> texts(YamlNode list) {
      return list.items().stream().map(YamlNode::words).toList();
    }
  }
}
