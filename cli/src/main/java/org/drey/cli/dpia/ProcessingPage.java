package org.drey.cli.dpia;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.explain.TimeWords;
import org.drey.cli.dpia.ProcessingRecord.ProcessedField;
import org.drey.cli.dpia.ProcessingRecord.ProcessedStream;
import org.drey.cli.dpia.ProcessingRecord.RuleInForce;
import org.drey.cli.dpia.ProcessingRecord.Subjects;
import org.jspecify.annotations.Nullable;

/** A record of processing as the page {@code processing.md}, whose figures it fills in. */
final class ProcessingPage {
  private static final Pattern FIGURE = Pattern.compile("\\$\\{(\\w+)}");

  private ProcessingPage() {}

  static String of(ProcessingRecord record) {
    Map<String, String> figures =
        Map.ofEntries(
            Map.entry("controller", said(record.controller())),
            Map.entry("notice", said(record.notice())),
            Map.entry("sender", said(record.sender())),
            Map.entry("rule_set", record.ruleSet()),
            Map.entry(
                "four_eyes",
                record.fourEyesFrom() == null
                    ? ""
                    : ", from the band " + record.fourEyesFrom() + " on a second one has to agree"),
            Map.entry("sources", all(record.streams().stream(), ProcessingPage::sources)),
            Map.entry("fields", all(record.streams().stream(), ProcessingPage::fields)),
            Map.entry("points", all(record.rules().stream(), ProcessingPage::points)),
            Map.entry("grounds", all(record.rules().stream(), ProcessingPage::grounds)),
            Map.entry("events_kept", all(record.streams().stream(), ProcessingPage::kept)),
            Map.entry(
                "alerts_kept",
                all(
                    record.alertsKept().entrySet().stream(),
                    end ->
                        row(
                            "alerts that ended as " + end.getKey().toLowerCase(Locale.ROOT),
                            TimeWords.inFull(end.getValue())
                                + " after the newest evidence or verdict"))),
            Map.entry(
                "findings_kept",
                record.findingsTopic()
                    ? "by the topic's retention; also of people without an alert"
                    : "switched off"),
            Map.entry("outage_allowance", TimeWords.inFull(record.outageAllowance())),
            Map.entry(
                "findings_readers",
                record.findingsTopic()
                    ? row(
                        "who may read `findings`", "every finding", "also people without an alert")
                    : ""));
    return FIGURE
        .matcher(template())
        .replaceAll(
            figure ->
                Matcher.quoteReplacement(Objects.requireNonNull(figures.get(figure.group(1)))));
  }

  private static String template() {
    try (InputStream in = ProcessingPage.class.getResourceAsStream("processing.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sources(ProcessedStream stream) {
    return all(
        stream.sources().stream(),
        source ->
            row(
                stream.stream(),
                source.topic(),
                Objects.requireNonNullElse(source.provider(), "any"),
                Objects.requireNonNullElse(source.tokenDomain(), "any"),
                Objects.requireNonNullElse(source.legalBasis(), ""),
                words(source.subjects())));
  }

  private static String words(Subjects subjects) {
    return switch (subjects) {
      case PROCESSED -> "processed";
      case REMOVED -> "removed at the door";
      case NOT_READ -> "none: the topic is not read";
      case UNDECLARED -> "NOTHING IS DECLARED: no job starts";
    };
  }

  private static String fields(ProcessedStream stream) {
    return "\n### Fields of "
        + stream.stream()
        + (stream.readByRules() ? "" : " (no rule in force reads this stream)")
        + "\n\n"
        + row("field", "kind", "read by rules", "what it is")
        + row("---", "---", "---", "---")
        + all(stream.fields().stream(), ProcessingPage::field);
  }

  private static String field(ProcessedField field) {
    String kind =
        switch (field.kind()) {
          case TOKEN -> "token of a " + field.token();
          case AS_SEEN -> "as seen";
          case ID -> "id";
          case VALUE -> "value";
        };
    return row(field.field(), kind, field.readByRules() ? "yes" : "", field.says());
  }

  private static String points(RuleInForce rule) {
    return row(
        rule.indicator(),
        rule.track() + (rule.live() ? "" : ", on trial"),
        String.format(Locale.ROOT, "%.0f", rule.points()),
        rule.window(),
        rule.halfLife().isZero() ? "" : TimeWords.inFull(rule.halfLife()),
        rule.title(),
        "`" + rule.id() + "@" + rule.version() + "`");
  }

  private static String grounds(RuleInForce rule) {
    return row(
        rule.indicator(),
        rule.track(),
        String.join(", ", rule.reads()),
        String.join("; ", rule.lookAlikes()),
        String.join("; ", rule.sources()));
  }

  private static String kept(ProcessedStream stream) {
    return stream.longestKept().isZero()
        ? ""
        : row(
            "events of " + stream.stream() + " in state, of those that a rule wants",
            "at most " + TimeWords.inFull(stream.longestKept()) + " after the event");
  }

  private static <T> String all(Stream<T> things, Function<T, String> text) {
    return things.map(text).collect(Collectors.joining());
  }

  private static String row(String... cells) {
    return Arrays.stream(cells)
        .map(ProcessingPage::cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A cell is one line, and neither ends its column nor begins markup of HTML. */
  private static String cell(String words) {
    return words.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
  }

  private static String said(@Nullable String text) {
    return text == null ? "not said in the configuration" : cell(text);
  }
}
