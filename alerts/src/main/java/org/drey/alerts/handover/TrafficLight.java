package org.drey.alerts.handover;

import java.util.Locale;

/** The Traffic Light Protocol 2.0, as far as it is narrow enough for what is said of people. */
public enum TrafficLight {
  /** For the recipients in person, and no one else. */
  RED("TLP:RED", "e828b379-4e03-4974-9ac4-e53a884c97c1"),
  /** For the recipients' organisation alone. */
  AMBER_STRICT("TLP:AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b003");

  private final String label;
  private final String uuid;

  TrafficLight(String label, String uuid) {
    this.label = label;
    this.uuid = uuid;
  }

  /** As it is written on a page. */
  public String label() {
    return label;
  }

  /** The uuid that FIRST and OASIS gave its marking definition. */
  String uuid() {
    return uuid;
  }

  /** The name in lower case, as taxonomies and STIX have it: {@code amber+strict}. */
  public String word() {
    return label.substring("TLP:".length()).toLowerCase(Locale.ROOT);
  }
}
