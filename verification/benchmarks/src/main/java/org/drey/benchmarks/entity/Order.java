package org.drey.benchmarks.entity;

/** In what order the events of an entity come. */
public enum Order {
  IN_ORDER("in order"),
  SHUFFLED("shuffled");

  private final String title;

  Order(String title) {
    this.title = title;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }
}
