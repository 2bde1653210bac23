package org.drey.alerts.handover;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.export.CsvExport;
import org.drey.alerts.export.OcsfExport;
import org.jspecify.annotations.Nullable;

/**
 * A format of exports, for the command line and the console.
 *
 * @param name what the command line calls it; of two with one name, one is HTML
 * @param label what a page calls it
 * @param description what it is, in a few words
 * @param ending what the names of its files end with
 * @param house writes alerts for the house, decided or not; null if it is for others
 * @param others makes what writes a document for others; null if it is for the house
 */
public record ExportFormat(
    String name,
    String label,
    String description,
    String ending,
    @Nullable AlertExport house,
    @Nullable Function<GoamlTerms, HandoverFormat> others) {
  private static final String FINDINGS = "Detection Findings, a line of JSON each, for a SIEM";
  private static final String EVENTS = "an event for each alert, or for the case, for sharing";
  private static final String REPORT = "the draft of a report, of one alert or case";
  private static final String SAME = "the same, to print";
  private static final String NOTICE =
      "a letter to the service that an alert is about, in figures; with the 'sender' of --config";
  private static final String SAR =
      "why a report is filed, in at most 8,000 characters; of one alert or case";

  /** All formats, in the order in which they are offered. */
  public static final List<ExportFormat> ALL =
      List.of(
          house("csv", "CSV", "a line an alert, for spreadsheets", ".csv", new CsvExport()),
          house("ocsf", "OCSF", FINDINGS, ".ocsf.jsonl", new OcsfExport()),
          others(
              "stix", "STIX 2.1", "a bundle, for sharing", ".stix.json", any -> new StixFormat()),
          others("misp", "MISP", EVENTS, ".misp.json", any -> new MispFormat()),
          others("goaml", "goAML", REPORT, ".goaml.xml", GoamlFormat::new),
          others("sar", "SAR, Markdown", SAR, ".sar.md", any -> new SarFormat(false)),
          others("sar", "SAR, HTML", SAME, ".sar.html", any -> new SarFormat(true)),
          others(
              "notice", "Notice, Markdown", NOTICE, ".notice.md", any -> new NoticeFormat(false)),
          others("notice", "Notice, HTML", SAME, ".notice.html", any -> new NoticeFormat(true)));

  private static ExportFormat house(
      String name, String label, String description, String ending, AlertExport house) {
    return new ExportFormat(name, label, description, ending, house, null);
  }

  private static ExportFormat others(
      String name,
      String label,
      String description,
      String ending,
      Function<GoamlTerms, HandoverFormat> others) {
    return new ExportFormat(name, label, description, ending, null, others);
  }

  /** Returns the format of the value that a form sends. */
  public static Optional<ExportFormat> of(String value) {
    return ALL.stream().filter(one -> one.value().equals(value)).findFirst();
  }

  /** Returns the format that the command line names, for a file. */
  public static Optional<ExportFormat> named(String name, String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    boolean isHtml = lower.endsWith(".html") || lower.endsWith(".htm");
    List<ExportFormat> named = ALL.stream().filter(one -> one.name.equals(name)).toList();
    return named.stream()
        .filter(one -> one.isHtml() == isHtml)
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  /** Returns the names for the command line. */
  public static List<String> names() {
    return ALL.stream().map(ExportFormat::name).distinct().toList();
  }

  /** Returns what a form sends. */
  public String value() {
    return isHtml() ? name + "_html" : name;
  }

  /** Returns whether its files are HTML. */
  public boolean isHtml() {
    return ending.endsWith(".html");
  }

  /** Returns the media type of its files. */
  public String contentType() {
    return switch (ending.substring(ending.lastIndexOf('.'))) {
      case ".csv" -> "text/csv";
      case ".html" -> "text/html";
      case ".json" -> "application/json";
      case ".jsonl" -> "application/x-ndjson";
      case ".md" -> "text/markdown";
      case ".xml" -> "application/xml";
      default -> throw new IllegalStateException("no media type of " + ending);
    };
  }

  /** Returns whether it stays in the house, so that what is undecided may go, too. */
  public boolean isForTheHouse() {
    return house != null;
  }

  /** Returns what writes a document for others. */
  public HandoverFormat document(GoamlTerms goaml) {
    return Objects.requireNonNull(others, name).apply(goaml);
  }

  /** Returns the name of a file of what begins with some letters. */
  public String file(String beginning) {
    return "drey-" + beginning + ending;
  }
}
