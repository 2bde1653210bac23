package org.drey.benchmarks.lookup;

/** A way to hold listed names that answers whether a name is one of them or below one. */
public interface NameStructure {
  /** Returns what it is called in a report. */
  String name();

  /** Asks for every name; how many of them are listed. */
  int hits(String[] asked);
}
