package org.drey.alerts.handover;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.export.CsvExport;
import org.drey.alerts.export.OcsfExport;
import org.jspecify.annotations.Nullable;

/**
 * A format of exports, for the command line and the console.
 *
 * @param name what the command line calls it, and forms
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
  /** What a name may end with whose file is opened by that. */
  private static final Set<String> KINDS = Set.of("csv", "docx", "html", "md", "pdf", "txt", "xml");

  private static final String FINDINGS = "Detection Findings, a line of JSON each, for a SIEM";
  private static final String EVENTS = "an event for each alert, or for the case, for sharing";
  private static final String REPORT = "the draft of a report, of one alert or case";
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
          others("sar", "SAR", SAR, ".sar.html", any -> new SarFormat()),
          others("notice", "Notice", NOTICE, ".notice.html", any -> new NoticeFormat()));

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

  /** Returns the format of a name. */
  public static Optional<ExportFormat> named(String name) {
    return ALL.stream().filter(one -> one.name.equals(name)).findFirst();
  }

  /** Returns the names. */
  public static List<String> names() {
    return ALL.stream().map(ExportFormat::name).toList();
  }

  /** Returns the media type of its files. */
  public String contentType() {
    return switch (ending.substring(ending.lastIndexOf('.'))) {
      case ".csv" -> "text/csv";
      case ".html" -> "text/html";
      case ".json" -> "application/json";
      case ".jsonl" -> "application/x-ndjson";
      case ".xml" -> "application/xml";
      default -> throw new IllegalStateException("no media type of " + ending);
    };
  }

  /** Returns whether a file's name promises something else, as {@code report.md} does of HTML. */
  public boolean ofAnotherKind(String file) {
    String last = file.substring(file.lastIndexOf('.') + 1);
    return KINDS.contains(last) && !ending.endsWith("." + last);
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
