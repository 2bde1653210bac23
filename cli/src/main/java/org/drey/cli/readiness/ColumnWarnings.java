package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessReport.IndicatorLine;
import org.drey.cli.readiness.ReadinessReport.MissingColumns;
import org.drey.cli.readiness.SuspectTally.Exposure;
import org.drey.event.TopicNames;

/** The warnings of what missing columns of a stream do to children, and to families. */
final class ColumnWarnings {
  private static final String PAYER_AGE = TopicNames.PAYMENTS + ".payer_age_band";
  private static final Set<String> FAMILY =
      Set.of(TopicNames.PAYMENTS + ".relationship", TopicNames.PAYMENTS + ".payee_tenure_days");

  private ColumnWarnings() {}

  static List<MissingColumns> of(
      StreamTally stream, Collection<IndicatorTally> indicators, List<IndicatorLine> lines) {
    NavigableMap<String, Double> filled = stream.filled();
    List<MissingColumns> warnings = new ArrayList<>();
    for (Map.Entry<Integer, Exposure> ages : stream.suspects().ageless().entrySet()) {
      String column = stream.name(ages.getKey());
      double share = filled.getOrDefault(column, 0.0);
      if (share < 1) {
        NavigableMap<String, Double> columns = new TreeMap<>(Map.of(column, share));
        warnings.add(ages(columns, ages.getValue(), indicators, lines));
      }
    }
    NavigableMap<String, Double> excuses = new TreeMap<>();
    for (int slot : stream.suspects().excuses()) {
      excuses.put(stream.name(slot), filled.getOrDefault(stream.name(slot), 0.0));
    }
    if (!excuses.isEmpty()) {
      warnings.add(relations(excuses, stream.suspects().unexcused()));
    }
    return warnings;
  }

  private static MissingColumns ages(
      NavigableMap<String, Double> columns,
      Exposure exposure,
      Collection<IndicatorTally> indicators,
      List<IndicatorLine> lines) {
    String column = columns.firstKey();
    List<String> words = new ArrayList<>();
    words.add("AGES ARE MISSING: " + shares(columns) + ".");
    Set<String> harms = new TreeSet<>();
    Set<String> blind = new TreeSet<>();
    for (IndicatorTally one : indicators) {
      if (one.isOfVictim() && one.fields().contains(column)) {
        harms.add(harm(one));
        lines.stream()
            .filter(line -> !line.canFire() && line.lacks().contains(column))
            .filter(line -> line.indicator().equals(one.indicator()))
            .forEach(line -> blind.add(line.indicator()));
      }
    }
    words.addAll(harms);
    words.add(taken(exposure, "WITHOUT IT"));
    if (!blind.isEmpty()) {
      words.add("WITHOUT AGES THESE CANNOT FIRE: " + String.join(", ", blind) + ".");
    }
    if (column.equals(PAYER_AGE)) {
      words.add("WHAT YOUR FIRM KNOWS FILLS IT: --customers OF THE COLLECTOR.");
    }
    return missing("AGES", columns, words, exposure);
  }

  private static String harm(IndicatorTally victims) {
    return victims.entity().equals("subject")
        ? "A YOUNG PERSON WHO IS MADE TO PAY IS SHOWN AS A PAYER, NOT AS A VICTIM WHO NEEDS HELP."
        : "A CHILD WHO IS MADE TO HOST IS SHOWN AS ONE WHO EARNS BY IT, NOT AS A VICTIM.";
  }

  private static MissingColumns relations(NavigableMap<String, Double> columns, Exposure exposure) {
    List<String> words = new ArrayList<>();
    boolean isFamily = columns.keySet().stream().anyMatch(FAMILY::contains);
    words.add(
        (isFamily ? "TENURE OR RELATIONSHIP IS MISSING: " : "WHAT EXCUSES PEOPLE IS MISSING: ")
            + shares(columns)
            + ".");
    if (isFamily) {
      words.add("A FAMILY'S REMITTANCES LOOK LIKE PAYMENTS TO STRANGERS.");
    }
    words.add(taken(exposure, isFamily ? "THAT MAY BE OF RELATIVES" : "THAT MAY BE EXCUSED"));
    if (isFamily) {
      words.add("WHAT YOUR FIRM KNOWS FILLS IT: --pairs AND --relations OF THE COLLECTOR.");
    }
    return missing("RELATIONS", columns, words, exposure);
  }

  private static MissingColumns missing(
      String kind, NavigableMap<String, Double> columns, List<String> words, Exposure exposure) {
    return new MissingColumns(
        kind, columns, words, Count.of(exposure.taken()), Count.of(exposure.oneMore()));
  }

  private static String taken(Exposure exposure, String how) {
    String taken =
        "RULES ABOUT SUSPECTS TAKE %s %s"
            .formatted(ReadinessText.count(Count.of(exposure.taken())), how);
    String more =
        exposure.oneMore().records() == 0
            ? "."
            : ", AND COULD TAKE %s WITH ONE COLUMN MORE."
                .formatted(ReadinessText.count(Count.of(exposure.oneMore())));
    return (taken + more).toUpperCase(Locale.ROOT);
  }

  /** The names of columns stay as they are. */
  private static String shares(NavigableMap<String, Double> columns) {
    List<String> shares = new ArrayList<>();
    columns.forEach(
        (column, share) -> shares.add(column + " IS FILLED IN " + ReadinessText.percent(share)));
    return String.join(", ", shares);
  }
}
