package org.drey.benchmarks.entity;

/** In what order the events of an entity come. */
public enum EventOrder {
  IN_ORDER("in order"),
  SHUFFLED("shuffled");

  private final String title;

  EventOrder(String title) {
    this.title = title;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }
}
