package org.drey.cli.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.explain.TimeWords;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.catalogue.IndicatorRow;
import org.drey.rules.catalogue.IndicatorState;
import org.drey.rules.catalogue.KeptEvents;
import org.drey.rules.catalogue.KeptFindings;
import org.drey.rules.catalogue.SourceReference;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.KeptObservations;
import org.drey.rules.score.AlertRetention;

/** A list of indicators as a page: a table, and of each what it reads, keeps and rests on. */
final class CataloguePage {
  private static final String HEAD =
      """
      # Indicators

      For rule authors, for those who feed streams, and for data-protection officers: what each \
      indicator of the catalogue needs, what is kept of whom for it, and what it rests on. This page is what `./drey rules list --markdown` prints, from \
      the rules themselves; do not edit it.

      - **live** counts for alerts, **on trial** for shadow alerts alone. **not built**: a field, \
      a stream or a kind of correlation is missing. **left out**: no rule is wanted.
      - Points are at full strength; ten double the odds. Those below zero are of benign \
      look-alikes. [How a score comes about](alerts.md#how-the-score-comes-about).
      - Fields are as rules read them; some, such as `amount`, are \
      [computed from others](../jobs/rules/README.md#detections).
      - Of a source, **given** is what it says, **adapted** what it says in general, and **ours** \
      an engineering default.
      """;

  private static final String KEPT =
      """

      ## What is kept

      The tables below say what state keeps, of whom, and for how long, where the outage allowance \
      is %s. They are computed from the rules. A *subject* is the person who pays, views, asks or \
      requests; all that names a person is a token.

      - **An event that no rule wants is not kept.** One that a rule wants is kept once for all of \
      them, until none needs it: its id, provider and time, the values of the fields in the table, \
      and its *details* where an alert may show it.
      - **Details** are %s. Other streams, such as queries and requests, have none.
      - **How long**: so long after the event, or after its arrival if it came late. Events go \
      together where that saves work, so one may stay longer: *at most* as the table says, or until \
      a late event beside it has settled.
      - **A finding** at the score is time, strength and what was counted; where an alert may show \
      it, also ids and details of at most %d events, and whom they name. It goes with a look, \
      about a month after it has become needless at most. What an alert shows stays with the \
      alert, which is kept for %s after its newest evidence or verdict, or as \
      [`retention`](operate/erasure.md) says.
      - **A benign finding** has no id and no events. Once nothing late can change it, only the \
      newest of each indicator is kept. Its events go early, too, where the entity has few: but \
      for as many as the table says.
      - A request for [erasure](operate/erasure.md) removes all of it at once.
      """;

  private final IndicatorCatalogue catalogue;
  private final List<String> lines = new ArrayList<>();

  CataloguePage(IndicatorCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Returns points without needless digits. */
  static String points(IndicatorRow row) {
    return BigDecimal.valueOf(row.points()).stripTrailingZeros().toPlainString();
  }

  String text() {
    lines.add(HEAD);
    lines.add(catalogue.counts() + ".");
    lines.add(kept());
    catalogue.byGroup().forEach(this::group);
    return String.join("\n", lines);
  }

  private static String kept() {
    String details =
        StreamRegistry.all().stream()
            .map(StreamDefinition::topic)
            .map(CataloguePage::details)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return KEPT.formatted(
            TimeWords.inFull(DreyConfiguration.DEFAULT.time().outageAllowance()),
            details,
            Finding.MAX_EVIDENCE,
            TimeWords.inFull(AlertRetention.USUAL_TIME))
        .stripTrailing();
  }

  private static String details(String topic) {
    DetailFields fields = DetailFields.of(topic);
    return fields == null
        ? ""
        : names(fields.all().stream().map(DetailField::name)) + " of `" + topic + "`";
  }

  private void group(String name, List<IndicatorRow> rows) {
    lines.add("\n## " + name + "\n");
    lines.add("| indicator | what | state | tracks | points | streams |");
    lines.add("|---|---|---|---|---|---|");
    for (IndicatorRow row : rows) {
      lines.add(
          "| [%s](#%s) | %s | %s | %s | %s | %s |"
              .formatted(
                  row.id(),
                  row.id().toLowerCase(Locale.ROOT),
                  row.name().replace("|", "\\|"),
                  row.state().words(),
                  String.join(", ", row.tracks()),
                  points(row),
                  String.join(", ", row.streams())));
    }
    rows.forEach(this::detail);
  }

  private void detail(IndicatorRow row) {
    lines.add("\n### " + row.id() + "\n");
    lines.add(row.name() + ".\n");
    if (row.state() == IndicatorState.MISSING) {
      lines.add("Missing: " + row.why() + ".\n");
    } else if (row.state() == IndicatorState.LEFT_OUT) {
      lines.add("Left out: " + row.why() + "\n");
    } else {
      byTopic(row)
          .forEach((topic, fields) -> lines.add("Reads of `" + topic + "`: " + fields + ".\n"));
      kept(row);
    }
    for (SourceReference source : row.sources()) {
      lines.add("- %s. **%s**: %s.".formatted(source.document(), source.mark(), source.says()));
    }
  }

  /**
   * Adds what state keeps of the events, and the score of the findings, of an indicator's rules.
   */
  private void kept(IndicatorRow row) {
    lines.add("| kept of the | what | how long | at most |");
    lines.add("|---|---|---|---|");
    for (KeptEvents one : row.keptEvents()) {
      KeptObservations kept = one.kept();
      String events =
          kept.latest() == 0 ? "each event" : "the latest " + kept.latest() + " events of a group";
      String what =
          Stream.of(events, names(one.fields().stream()), kept.details() ? "details" : "")
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(", "));
      line(
          entity(one.kind(), one.namedBy()),
          what,
          kept.neededMillis(),
          words(kept.longestMillis()));
    }
    for (KeptFindings one : row.keptFindings()) {
      String what = one.shown() ? "findings, with events and details" : "findings";
      line(
          entity(one.kind(), one.namedBy()) + ", scored as " + one.track(),
          what,
          one.neededMillis(),
          one.shown() ? "with the alert" : "");
    }
    lines.add("");
  }

  private void line(String of, String what, long millis, String most) {
    lines.add("| %s | %s | %s | %s |".formatted(of, what, words(millis), most));
  }

  private static String words(long millis) {
    return TimeWords.inFull(Duration.ofMillis(millis));
  }

  private static String entity(String kind, List<String> namedBy) {
    String whom = kind.equals(KeptEvents.ANY_KIND) ? "whoever is" : kind;
    return (kind.contains(":") ? "" : whom + " in ") + names(namedBy.stream());
  }

  private static String names(Stream<String> fields) {
    return fields.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static Map<String, String> byTopic(IndicatorRow row) {
    return row.fields().stream()
        .map(field -> field.split("\\.", 2))
        .collect(
            Collectors.groupingBy(
                parts -> parts[0],
                TreeMap::new,
                Collectors.mapping(parts -> "`" + parts[1] + "`", Collectors.joining(", "))));
  }
}
