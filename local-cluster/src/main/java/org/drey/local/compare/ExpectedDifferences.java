package org.drey.local.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.event.VerdictType;
import org.drey.local.compare.AlertChange.Kind;
import org.drey.local.compare.RulesComparison.AlertDifference;
import org.drey.yaml.YamlNode;

/**
 * The differences that the author of a change expects, for the author's own checks.
 *
 * @param most how many alerts at most may change in a way
 * @param neverLost ids of alerts that stay, or their first letters
 * @param mostDecidedLost how many alerts with a verdict may be lost, by verdict
 */
public record ExpectedDifferences(
    Map<Kind, Long> most, Set<String> neverLost, Map<String, Long> mostDecidedLost) {
  private static final String AT_MOST = "at_most";
  private static final String NONE_OF = "none_of";
  private static final Set<String> OF_LOST = Set.of(AT_MOST, NONE_OF, "verdicts");
  private static final int LEAST_LETTERS = 8;
  private static final Set<String> VERDICTS =
      Stream.of(VerdictType.values()).map(VerdictType::name).collect(Collectors.toSet());

  private static final Map<String, Kind> KEYS =
      Map.of(
          "gained", Kind.GAINED,
          "lost", Kind.LOST,
          "higher_band", Kind.HIGHER_BAND,
          "lower_band", Kind.LOWER_BAND,
          "more_urgent", Kind.MORE_URGENT,
          "less_urgent", Kind.LESS_URGENT,
          "earlier", Kind.EARLIER,
          "later", Kind.LATER);

  /** Reads a file of YAML; what is wrong with it is a problem that names its line. */
  public static ExpectedDifferences read(Path file) throws IOException {
    return of(YamlNode.read(file));
  }

  static ExpectedDifferences of(YamlNode document) {
    Map<Kind, Long> most = new EnumMap<>(Kind.class);
    Set<String> neverLost = new TreeSet<>();
    Map<String, Long> decided = new TreeMap<>();
    document
        .fields(KEYS.keySet())
        .forEach(
            (key, value) -> {
              Kind kind = Objects.requireNonNull(KEYS.get(key));
              Set<String> known = kind == Kind.LOST ? OF_LOST : Set.of(AT_MOST);
              value
                  .fields(known)
                  .forEach(
                      (name, wanted) -> {
                        switch (name) {
                          case AT_MOST -> most.put(kind, count(wanted));
                          case NONE_OF -> wanted.items().forEach(id -> neverLost.add(id(id)));
                          default ->
                              wanted
                                  .fields(VERDICTS)
                                  .forEach((verdict, limit) -> decided.put(verdict, count(limit)));
                        }
                      });
            });
    return new ExpectedDifferences(most, neverLost, decided);
  }

  private static long count(YamlNode value) {
    long count = value.wholeNumber();
    if (count < 0) {
      throw value.problem("expected a whole number from 0");
    }
    return count;
  }

  private static String id(YamlNode item) {
    String id = item.words();
    if (id.length() < LEAST_LETTERS) {
      throw item.problem("expected the id of an alert, or eight or more of its first letters");
    }
    return id;
  }

  /**
   * Returns what is otherwise than expected, a sentence each.
   *
   * @param before the ids of the alerts of the old set: one that is named and not among them would
   *     never be lost
   */
  public List<String> broken(AlertDifference alerts, Set<String> before) {
    List<String> broken = new ArrayList<>();
    most.forEach(
        (kind, limit) -> {
          int found = alerts.of(kind).size();
          if (found > limit) {
            broken.add("%s: %d, expected at most %d".formatted(kind.words(), found, limit));
          }
        });
    for (String id : neverLost) {
      if (before.stream().noneMatch(known -> known.startsWith(id))) {
        broken.add("alert " + id + " is expected to stay, and the old rules have no such alert");
      } else if (alerts.of(Kind.LOST).stream().anyMatch(one -> one.isOf(id))) {
        broken.add("alert " + id + " lost, expected to stay");
      }
    }
    mostDecidedLost.forEach(
        (verdict, limit) -> {
          long found =
              alerts.of(Kind.LOST).stream()
                  .filter(change -> verdict.equals(change.verdict()))
                  .count();
          if (found > limit) {
            broken.add(
                "lost with the verdict %s: %d, expected at most %d"
                    .formatted(verdict, found, limit));
          }
        });
    return broken;
  }
}
