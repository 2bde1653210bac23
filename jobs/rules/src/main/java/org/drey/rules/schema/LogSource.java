package org.drey.rules.schema;

/** A kind of observation. Gates ask how many kinds agree, and alerts name them. */
public enum LogSource {
  /** Names and pages that were asked for: queries, requests, and what of them was listed. */
  TRAFFIC("DNS"),
  LIVESTREAM("LIVESTREAM"),
  PAYMENT("PAYMENT"),
  /** Reports from outside. */
  SIGNAL("SIGNAL");

  private final String label;

  LogSource(String label) {
    this.label = label;
  }

  /** Its name in gates and alerts, which is older than requests are. */
  public String label() {
    return label;
  }
}
