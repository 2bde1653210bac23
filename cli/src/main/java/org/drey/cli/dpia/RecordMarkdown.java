package org.drey.cli.dpia;

import java.util.Locale;
import org.drey.cli.dpia.ProcessedStream.Source;
import org.jspecify.annotations.Nullable;

/** A record of processing as a page of Markdown. */
final class RecordMarkdown {
  private static final String UNSAID = "not said in the configuration";
  private static final int PERCENT = 100;

  private final ProcessingRecord record;
  private final MarkdownPage page = new MarkdownPage();

  RecordMarkdown(ProcessingRecord record) {
    this.record = record;
  }

  String text() {
    page.title("Data protection: what this deployment of Drey processes");
    page.paragraph(
        "From the configuration and the rules alone, which have no purpose, necessity or risk: the"
            + " operator adds those. The same files give the same page.");
    page.table("", "");
    page.row("controller", said(record.controller()));
    page.row("public notice", said(record.notice()));
    page.row("alerts are handed on by", said(record.sender()));
    page.row("rule set", code(record.ruleSet()));
    page.row(
        "decisions",
        record.fourEyesFrom() == null
            ? "an analyst decides each alert; none is decided by a score"
            : "an analyst decides each alert, from the band "
                + record.fourEyesFrom()
                + " on a second one has to agree; none is decided by a score");
    page.row("content", "none: records are metadata, and no field has any");
    streams();
    rules();
    retention();
    recipients();
    erasure();
    precision();
    return page.text();
  }

  private void streams() {
    page.section("Streams");
    page.table("stream", "topic", "provider", "key realm", "legal basis", "people's tokens");
    for (ProcessedStream stream : record.streams()) {
      for (Source source : stream.sources()) {
        page.row(
            stream.stream(),
            source.topic(),
            source.provider() == null ? "any" : source.provider(),
            source.tokenDomain() == null ? "any" : source.tokenDomain(),
            source.legalBasis() == null ? "" : source.legalBasis(),
            words(source.subjects()));
      }
    }
    page.paragraph(
        "Tokens are made with keys that the jobs do not have. Collectors that run here have theirs."
            + " `blocklist-hits` is made by Drey. A hit has a subject where the stream of its"
            + " request, `dns-queries` or `web-requests`, has a basis. The detection job reads it"
            + " where `dns-queries` has.");
    record.streams().forEach(this::fields);
  }

  private void fields(ProcessedStream stream) {
    page.subsection(
        "Fields of "
            + stream.stream()
            + (stream.readByRules() ? "" : " (no rule in force reads this stream)"));
    page.table("field", "kind", "read by rules", "what it is");
    stream
        .fields()
        .forEach(
            field ->
                page.row(
                    field.field(),
                    switch (field.kind()) {
                      case TOKEN -> "token of a " + field.token();
                      case AS_SEEN -> "as seen";
                      case ID -> "id";
                      case VALUE -> "value";
                    },
                    field.readByRules() ? "yes" : "",
                    field.says()));
  }

  private static String words(ProcessedStream.Subjects subjects) {
    return switch (subjects) {
      case PROCESSED -> "processed";
      case REMOVED -> "removed at the door";
      case NOT_READ -> "none: the topic is not read";
      case UNDECLARED -> "NOTHING IS DECLARED: no job starts";
    };
  }

  private void rules() {
    page.section("Rules in force");
    page.paragraph(
        "Ten points double the odds; a score is no probability. *On trial* counts for shadow alerts"
            + " alone, which no analyst is notified of. Below zero speaks against.");
    page.table("indicator", "track", "points", "window", "half-life", "what it detects", "rule");
    for (RuleInForce rule : record.rules()) {
      page.row(
          rule.indicator(),
          rule.track() + (rule.live() ? "" : ", on trial"),
          String.format(Locale.ROOT, "%.0f", rule.points()),
          rule.window(),
          rule.halfLife().isZero() ? "" : DurationWords.of(rule.halfLife()),
          rule.title(),
          code(rule.id() + "@" + rule.version()));
    }
    page.subsection("What each reads, whom it may be wrong about, what it rests on");
    page.table("indicator", "track", "reads", "also looks like this", "sources");
    for (RuleInForce rule : record.rules()) {
      page.row(
          rule.indicator(),
          rule.track(),
          String.join(", ", rule.reads()),
          String.join("; ", rule.lookAlikes()),
          String.join("; ", rule.sources()));
    }
  }

  private void retention() {
    page.section("Retention");
    page.table("what", "kept for");
    for (ProcessedStream stream : record.streams()) {
      if (!stream.longestKept().isZero()) {
        page.row(
            "events of " + stream.stream() + " in state, of those that a rule wants",
            "at most " + DurationWords.of(stream.longestKept()) + " after the event");
      }
    }
    page.row("events that no rule wants", "not kept by the jobs");
    page.row("evidence of people without an alert", "until it adds no points, by half-life");
    record
        .alertsKept()
        .forEach(
            (end, time) ->
                page.row(
                    "alerts that ended as " + end.toLowerCase(Locale.ROOT),
                    DurationWords.of(time) + " after the newest evidence or verdict"));
    page.row(
        "findings on a topic",
        record.findingsTopic()
            ? "by the topic's retention; also of people without an alert"
            : "switched off");
    page.row(
        "records on topics",
        "what `./drey topics plan` prints, unless the operator set another: `./drey topics check`"
            + " accepts longer");
    page.row("checkpoints, savepoints, backups", "until the operator deletes them");
    page.paragraph(
        "State outlives its windows by lateness and an outage allowance of "
            + DurationWords.of(record.outageAllowance())
            + ". At an entity to which nothing comes any more it goes within half as long again.");
  }

  private void recipients() {
    page.section("Who receives what");
    page.table("who", "receives", "of whom");
    DataRecipients.ALL.forEach(one -> page.row(one.who(), one.receives(), one.ofWhom()));
    if (record.findingsTopic()) {
      page.row("who may read `findings`", "every finding", "also people without an alert");
    }
  }

  private void erasure() {
    page.section("Erasure and rights");
    page.item("`./drey alerts erase` forgets an entity: its scores, alerts and links at once.");
    page.item("The bytes in checkpoints and topics go when these are deleted or compacted.");
    page.item("What remains, until when, and what the operator deletes: docs/operate/erasure.md.");
    page.item("`./drey alerts show` explains an alert with each reason, rule, window and event.");
    page.item("A verdict UNFOUNDED or BENIGN_EXPLAINED takes what was seen out of the score.");
  }

  private void precision() {
    page.section("Measured precision");
    if (record.precision().isEmpty()) {
      page.paragraph(
          "Not measured here. With `--from DIR`, a folder of `./drey alerts tail` or of a replay"
              + " with verdicts, this is the share of decided alerts that were leads.");
      return;
    }
    page.paragraph(
        "The share of decided alerts that analysts took as leads (CONFIRMED, LIKELY, of these and"
            + " UNFOUNDED, BENIGN_EXPLAINED), with Wilson's interval of 95 %. Indicators come"
            + " together. How much was missed it cannot say.");
    page.table("indicator", "decided", "leads", "precision", "interval");
    for (IndicatorPrecision row : record.precision()) {
      page.row(
          row.indicator(),
          Integer.toString(row.decided()),
          Integer.toString(row.leads()),
          percent(row.precision()),
          percent(row.low()) + " to " + percent(row.high()));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * PERCENT);
  }

  private static String said(@Nullable String text) {
    return text == null ? UNSAID : text;
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
