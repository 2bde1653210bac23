package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.base.WrappedText;
import org.drey.cli.readiness.FolderEvents.RefusedLines;
import org.drey.cli.readiness.ReadinessReport.ColumnLine;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessReport.IndicatorLine;
import org.drey.cli.readiness.ReadinessReport.RuleLine;

/** A readiness report for a terminal: what it comes to, the warnings, and three tables. */
final class ReadinessText {
  private static final int COLUMNS = 100;
  private static final double PERCENT = 100;
  private static final double LEAST = 0.1;
  private static final double MAX_PERCENT = 99.9;
  private static final double SMALL = 0.0001;
  private static final String INDICATOR = "%-6s  %-11s  %-4s  %9s  %9s  ";
  private static final String RULE = "%9s  %11s  %11s  %-19s  ";

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
    return String.format(
        Locale.ROOT, "%.1f %%", Math.min(MAX_PERCENT, Math.max(LEAST, share * PERCENT)));
  }

  /** Returns a share with as many digits as a small one needs: one in a million is not none. */
  static String exactPercent(double share) {
    String format = share > 0 && share < SMALL ? "%.5f %%" : "%.2f %%";
    return String.format(Locale.ROOT, format, share * PERCENT);
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
    rules();
    return String.join("\n", lines);
  }

  private void summary() {
    if (report.streams().isEmpty()) {
      lines.add("Nothing can be used of %,d lines".formatted(report.lines()));
    } else {
      add("Read: ", report.streams(), one -> one.topic() + " " + count(one.all()), "; ", "");
    }
    Map<String, RefusedLines> refused = report.refused();
    if (!refused.isEmpty()) {
      add(
          "Refused: %,d of %,d lines ("
              .formatted(
                  refused.values().stream().mapToLong(RefusedLines::count).sum(), report.lines()),
          refused.entrySet(),
          one -> "%,d %s".formatted(one.getValue().count(), one.getKey()),
          ", ",
          "); --json says where");
    }
    if (!report.unread().isEmpty()) {
      add(
          "Not read: ",
          report.unread().entrySet(),
          one -> one.getKey() + " (" + one.getValue() + ")",
          ", ",
          "");
    }
    if (!report.absent().isEmpty()) {
      add(
          "Left out, and read as UNKNOWN (replay refuses such lines): ",
          report.absent().keySet(),
          column -> column,
          ", ",
          "");
    }
    if (report.morePeople()) {
      lines.add("People are counted up to %,d.".formatted(ReadinessStudy.PeopleNumbers.MAX_PEOPLE));
    }
    long can = report.indicators().stream().filter(IndicatorLine::canFire).count();
    long one = report.indicators().stream().filter(IndicatorLine::lacksOneColumn).count();
    lines.add(
        "Indicators, by track: %d can fire, %d cannot; %d of these could with one more column"
            .formatted(can, report.indicators().size() - can, one));
  }

  private <T> void add(
      String before, Iterable<T> things, Function<T, String> words, String between, String after) {
    List<String> all = new ArrayList<>();
    things.forEach(one -> all.add(words.apply(one)));
    add("", before + String.join(between, all) + after, false);
  }

  private void columns() {
    if (report.columns().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Columns most worth adding");
    for (ColumnLine column : report.columns()) {
      int more = column.indicators().size();
      add(
          "  ",
          column.column()
              + computed(column.computedFrom())
              + " (filled in "
              + percent(column.filled())
              + always(", %s", column.column())
              + "): %d %s more".formatted(more, more == 1 ? "indicator" : "indicators")
              + (column.withOthers().isEmpty()
                  ? ""
                  : ", " + column.withOthers().size() + " together with other columns")
              + (column.oneMore().records() == 0
                  ? ""
                  : "; rules could take " + count(column.oneMore())),
          false);
    }
  }

  private static String computed(List<String> from) {
    String rates = from.contains("currency") ? " and the rates of --config" : "";
    return from.isEmpty() ? "" : ", computed from " + String.join(", ", from) + rates;
  }

  private void indicators() {
    if (report.indicators().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        INDICATOR.formatted("id", "track", "fire", "records", "people")
            + "lacks; what is filled in part");
    for (IndicatorLine line : report.indicators()) {
      add(
          INDICATOR.formatted(
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

  private String gaps(IndicatorLine line) {
    boolean isOfOne =
        line.fields().keySet().stream()
                .map(field -> field.substring(0, field.indexOf('.')))
                .distinct()
                .count()
            == 1;
    String lacks = lacks(line.lacks(), isOfOne);
    String partly =
        line.fields().entrySet().stream()
            .filter(field -> field.getValue() != null && field.getValue() < 1)
            .filter(field -> !line.lacks().contains(field.getKey()))
            .map(field -> brief(field.getKey(), isOfOne) + " " + percent(field.getValue()))
            .collect(Collectors.joining(", "));
    return lacks + (lacks.isEmpty() || partly.isEmpty() ? "" : "; ") + partly;
  }

  private void rules() {
    lines.add("");
    lines.add(RULE.formatted("share", "selected", "of", "stream") + "rule; lacks");
    for (RuleLine line : report.rules()) {
      String lacks = lacks(line.lacks(), true);
      add(
          RULE.formatted(
              line.share() == null ? "no events" : exactPercent(line.share()),
              "%,d".formatted(line.matched()),
              "%,d".formatted(line.events()),
              line.stream()),
          PlainText.text(line.rule())
              + (line.correlations().isEmpty() ? "" : " *")
              + (lacks.isEmpty() || line.share() == null ? "" : "; " + lacks),
          false);
    }
    lines.add("");
    lines.add("* a correlation is built on it and keeps what it selects");
  }

  private String lacks(Iterable<String> names, boolean isOfOne) {
    List<String> lacks = new ArrayList<>();
    names.forEach(name -> lacks.add(brief(name, isOfOne) + always(" (%s)", name)));
    return String.join(", ", lacks);
  }

  private String always(String form, String column) {
    String always = report.always(column);
    return always.isEmpty() ? "" : form.formatted(always);
  }

  /** A field without its stream if all that is read is of one; a stream says that it is one. */
  private static String brief(String name, boolean isOfOne) {
    int dot = name.indexOf('.');
    return dot < 0 ? "all of " + name : isOfOne ? name.substring(dot + 1) : name;
  }

  /** Adds words after a beginning, over as many lines as they take. */
  private void add(String beginning, String words, boolean bold) {
    WrappedText.lines(beginning, " ".repeat(beginning.length()), words, COLUMNS)
        .forEach(
            line -> {
              String text = line.stripTrailing();
              lines.add(bold ? "\u001b[1m" + text + "\u001b[0m" : text);
            });
  }
}
