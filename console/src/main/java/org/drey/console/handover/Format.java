package org.drey.console.handover;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be handed on, in the order in which it is offered. */
public enum Format {
  CSV("csv", "CSV", "a line an alert, for spreadsheets", ".csv", "text/csv"),
  OCSF(
      "ocsf",
      "OCSF",
      "an event, for the tools of a security team",
      ".ocsf.jsonl",
      "application/x-ndjson"),
  STIX("stix", "STIX 2.1", "a bundle, for sharing", ".stix.json", "application/json"),
  MISP("misp", "MISP", "an event, for sharing", ".misp.json", "application/json"),
  GOAML("goaml", "goAML", "the draft of a report", ".goaml.xml", "application/xml"),
  SAR(
      "sar",
      "SAR, Markdown",
      "a draft of what a report of suspicious activity says",
      ".sar.md",
      "text/markdown"),
  SAR_HTML("sar", "SAR, HTML", "the same, to print", ".sar.html", "text/html");

  private final String exporter;
  private final String label;
  private final String description;
  private final String ending;
  private final String contentType;

  Format(String exporter, String label, String description, String ending, String contentType) {
    this.exporter = exporter;
    this.label = label;
    this.description = description;
    this.ending = ending;
    this.contentType = contentType;
  }

  /** Of the value that a form sends. */
  public static Optional<Format> of(String value) {
    return Arrays.stream(values()).filter(one -> one.value().equals(value)).findFirst();
  }

  /** What a form sends. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the command line calls it. */
  public String exporter() {
    return exporter;
  }

  /** What a page calls it. */
  public String label() {
    return label;
  }

  /** What it is, in a few words. */
  public String description() {
    return description;
  }

  /** Whether it stays in the house, so that what is undecided may go, too. */
  public boolean isForTheHouse() {
    return this == CSV || this == OCSF;
  }

  /** The name of a file of what begins with some letters. */
  String file(String beginning) {
    return "drey-" + beginning + ending;
  }

  /** The media type of its files. */
  public String contentType() {
    return contentType;
  }
}
