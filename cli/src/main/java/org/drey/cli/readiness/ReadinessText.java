package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.base.WrappedText;
import org.drey.cli.readiness.ReadinessReport.ColumnLine;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessReport.IndicatorLine;
import org.drey.cli.sample.RefusedLines;

/** A readiness report for a terminal: what it comes to, the warnings, and two tables. */
final class ReadinessText {
  private static final int COLUMNS = 100;
  private static final double PERCENT = 100;
  private static final double LEAST = 0.1;
  private static final double MOST = 99.9;
  private static final String ROW = "%-6s  %-11s  %-4s  %9s  %9s  ";

  private final ReadinessReport report;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  ReadinessText(ReadinessReport report, boolean colour) {
    this.report = report;
    this.colour = colour;
  }

  /** Returns a share so that only none is 0 % and only all is 100 %. */
  static String percent(double share) {
    if (share <= 0 || share >= 1) {
      return share <= 0 ? "0 %" : "100 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", Math.min(MOST, Math.max(LEAST, share * PERCENT)));
  }

  /** Returns how many records, and of how many people if it is known of any. */
  static String count(Count count) {
    String records =
        "%,d %s".formatted(count.records(), count.records() == 1 ? "record" : "records");
    return count.people() == 0
        ? records
        : records
            + " of %,d %s".formatted(count.people(), count.people() == 1 ? "person" : "people");
  }

  String text() {
    summary();
    report
        .warnings()
        .forEach(
            warning -> {
              lines.add("");
              warning.words().forEach(words -> add("", words, colour));
            });
    columns();
    indicators();
    return String.join("\n", lines);
  }

  private void summary() {
    add(
        "",
        report.streams().isEmpty()
            ? "Nothing can be used of %,d lines".formatted(report.lines())
            : report.streams().stream()
                .map(stream -> stream.topic() + " " + count(stream.all()))
                .collect(Collectors.joining("; ", "Read: ", "")),
        false);
    lost();
    long can = report.indicators().stream().filter(IndicatorLine::canFire).count();
    long one = report.indicators().stream().filter(IndicatorLine::lacksOneColumn).count();
    lines.add(
        "Indicators, by track: %d can fire, %d cannot; %d of these could with one more column"
            .formatted(can, report.indicators().size() - can, one));
  }

  private void lost() {
    if (!report.refused().isEmpty()) {
      long refused = report.refused().values().stream().mapToLong(RefusedLines::count).sum();
      add(
          "",
          report.refused().entrySet().stream()
              .map(one -> "%,d %s".formatted(one.getValue().count(), one.getKey()))
              .collect(
                  Collectors.joining(
                      ", ",
                      "Refused: %,d of %,d lines (".formatted(refused, report.lines()),
                      "); --json says where")),
          false);
    }
    if (!report.unread().isEmpty()) {
      add(
          "",
          report.unread().entrySet().stream()
              .map(one -> one.getKey() + " (" + one.getValue() + ")")
              .collect(Collectors.joining(", ", "Not read: ", "")),
          false);
    }
    if (!report.absent().isEmpty()) {
      add(
          "",
          "Left out, and read as UNKNOWN (replay refuses such lines): "
              + String.join(", ", report.absent().keySet()),
          false);
    }
    if (report.morePeople()) {
      add("", "People are counted up to %,d.".formatted(PeopleNumbers.MOST), false);
    }
  }

  private void columns() {
    if (report.columns().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Columns most worth adding");
    for (ColumnLine column : report.columns()) {
      add(
          "  ",
          "%s%s (filled in %s%s): %s%s%s"
              .formatted(
                  column.column(),
                  computed(column.computedFrom()),
                  percent(column.filled()),
                  always(", %s", column.column()),
                  more(column.indicators().size(), "more"),
                  column.withOthers().isEmpty()
                      ? ""
                      : ", " + column.withOthers().size() + " together with other columns",
                  column.oneMore().records() == 0
                      ? ""
                      : "; rules could take " + count(column.oneMore())),
          false);
    }
  }

  private static String computed(List<String> from) {
    String rates = from.contains("currency") ? " and the rates of --config" : "";
    return from.isEmpty() ? "" : ", computed from " + String.join(", ", from) + rates;
  }

  private static String more(int indicators, String word) {
    return "%d %s %s".formatted(indicators, indicators == 1 ? "indicator" : "indicators", word);
  }

  private void indicators() {
    lines.add("");
    lines.add(
        ROW.formatted("id", "track", "fire", "records", "people")
            + "lacks; what is filled in part");
    for (IndicatorLine line : report.indicators()) {
      add(
          ROW.formatted(
              line.indicator(),
              line.track(),
              line.canFire() ? line.live() ? "yes" : "try" : "no",
              "%,d".formatted(line.taken().records()),
              line.taken().people() == 0 ? "-" : "%,d".formatted(line.taken().people())),
          gaps(line),
          false);
    }
    lines.add("");
    lines.add("try: on trial, for shadow alerts alone. Records: those that its detections take.");
  }

  private String always(String form, String column) {
    String always = report.always(column);
    return always.isEmpty() ? "" : form.formatted(always);
  }

  private String gaps(IndicatorLine line) {
    Set<String> topics =
        line.fields().keySet().stream().map(ReadinessText::topic).collect(Collectors.toSet());
    boolean isOfOne = topics.size() == 1;
    String lacks =
        line.lacks().stream()
            .map(name -> brief(name, isOfOne) + always(" (%s)", name))
            .collect(Collectors.joining(", "));
    String partly =
        line.fields().entrySet().stream()
            .filter(field -> field.getValue() != null && field.getValue() < 1)
            .filter(field -> !line.lacks().contains(field.getKey()))
            .map(field -> brief(field.getKey(), isOfOne) + " " + percent(field.getValue()))
            .collect(Collectors.joining(", "));
    return lacks + (lacks.isEmpty() || partly.isEmpty() ? "" : "; ") + partly;
  }

  private static String topic(String field) {
    return field.substring(0, field.indexOf('.'));
  }

  /** A field without its stream if all that is read is of one; a stream says that it is one. */
  private static String brief(String name, boolean isOfOne) {
    int dot = name.indexOf('.');
    return dot < 0 ? "all of " + name : isOfOne ? name.substring(dot + 1) : name;
  }

  /** Adds words after a beginning, over as many lines as they take. */
  private void add(String beginning, String words, boolean bold) {
    String indent = " ".repeat(beginning.length());
    WrappedText.lines(beginning, indent, words, COLUMNS)
        .forEach(line -> lines.add(shown(line.stripTrailing(), bold)));
  }

  private static String shown(String text, boolean bold) {
    return bold ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
