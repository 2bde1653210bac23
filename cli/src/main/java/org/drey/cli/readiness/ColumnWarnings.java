package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessReport.IndicatorLine;
import org.drey.cli.readiness.ReadinessReport.MissingColumns;
import org.drey.cli.readiness.ReadinessStudy.IndicatorTally;
import org.drey.cli.readiness.StreamTally.Exposure;
import org.drey.event.TopicNames;

/** The warnings of what missing columns of a stream do to children, and to families. */
final class ColumnWarnings {
  private static final String PAYER_AGE = TopicNames.PAYMENTS + ".payer_age_band";
  private static final Set<String> FAMILY =
      Set.of(TopicNames.PAYMENTS + ".relationship", TopicNames.PAYMENTS + ".payee_tenure_days");

  private ColumnWarnings() {}

  static List<MissingColumns> of(
      StreamTally stream, Collection<IndicatorTally> indicators, List<IndicatorLine> lines) {
    NavigableMap<String, Double> filled = stream.columns().filled();
    List<MissingColumns> warnings = new ArrayList<>();
    stream
        .ageless()
        .forEach(
            (slot, exposure) -> {
              String column = stream.columns().name(slot);
              double share = filled.getOrDefault(column, 0.0);
              if (share < 1) {
                warnings.add(ages(column, share, exposure, indicators, lines));
              }
            });
    NavigableMap<String, Double> excuses = new TreeMap<>();
    for (int slot : stream.excuses()) {
      String column = stream.columns().name(slot);
      excuses.put(column, filled.getOrDefault(column, 0.0));
    }
    if (!excuses.isEmpty()) {
      warnings.add(relations(excuses, stream.unexcused()));
    }
    return warnings;
  }

  private static MissingColumns ages(
      String column,
      double share,
      Exposure exposure,
      Collection<IndicatorTally> indicators,
      List<IndicatorLine> lines) {
    NavigableMap<String, Double> filled = new TreeMap<>();
    filled.put(column, share);
    Set<String> harms = new TreeSet<>();
    Set<String> blind = new TreeSet<>();
    for (IndicatorTally one : indicators) {
      if (one.isOfVictim() && one.fields().contains(column)) {
        harms.add(
            one.scoring().entity().equals("subject")
                ? "A YOUNG PERSON WHO IS MADE TO PAY IS SHOWN AS A PAYER, NOT AS A VICTIM WHO NEEDS"
                    + " HELP."
                : "A CHILD WHO IS MADE TO HOST IS SHOWN AS ONE WHO EARNS BY IT, NOT AS A VICTIM.");
        lines.stream()
            .filter(line -> line.indicator().equals(one.scoring().indicator()))
            .filter(line -> line.lacks().contains(column))
            .forEach(line -> blind.add(line.indicator()));
      }
    }
    List<String> words = new ArrayList<>();
    words.add("AGES ARE MISSING: " + shares(filled) + ".");
    words.addAll(harms);
    words.add(taken(exposure, "WITHOUT IT"));
    if (!blind.isEmpty()) {
      words.add("WITHOUT AGES THESE CANNOT FIRE: " + String.join(", ", blind) + ".");
    }
    if (column.equals(PAYER_AGE)) {
      words.add("YOUR FIRM'S OWN DATA FILL IT: --customers OF THE COLLECTOR.");
    }
    return missing("AGES", filled, words, exposure);
  }

  private static MissingColumns relations(NavigableMap<String, Double> filled, Exposure exposure) {
    List<String> words = new ArrayList<>();
    if (filled.keySet().stream().anyMatch(FAMILY::contains)) {
      words.add("TENURE OR RELATIONSHIP IS MISSING: " + shares(filled) + ".");
      words.add("A FAMILY'S REMITTANCES LOOK LIKE PAYMENTS TO STRANGERS.");
      words.add(taken(exposure, "THAT MAY BE OF RELATIVES"));
      words.add("YOUR FIRM'S OWN DATA FILL IT: --pairs AND --relations OF THE COLLECTOR.");
    } else {
      words.add("DATA THAT EXCUSE PEOPLE ARE MISSING: " + shares(filled) + ".");
      words.add(taken(exposure, "THAT MAY BE EXCUSED"));
    }
    return missing("RELATIONS", filled, words, exposure);
  }

  private static MissingColumns missing(
      String kind, NavigableMap<String, Double> filled, List<String> words, Exposure exposure) {
    return new MissingColumns(
        kind, filled, words, exposure.taken().count(), exposure.oneMore().count());
  }

  private static String taken(Exposure exposure, String how) {
    Count more = exposure.oneMore().count();
    return ("RULES ABOUT SUSPECTS TAKE "
            + ReadinessText.count(exposure.taken().count())
            + " "
            + how
            + (more.records() == 0
                ? "."
                : ", AND COULD TAKE " + ReadinessText.count(more) + " WITH ONE COLUMN MORE."))
        .toUpperCase(Locale.ROOT);
  }

  /** The names of columns stay as they are. */
  private static String shares(NavigableMap<String, Double> filled) {
    List<String> shares = new ArrayList<>();
    filled.forEach(
        (column, share) -> shares.add(column + " IS FILLED IN " + ReadinessText.percent(share)));
    return String.join(", ", shares);
  }
}
