package org.drey.cli.readiness;

import java.util.BitSet;

/** Records, and the people whose they are. */
final class RecordTally {
  private final BitSet people = new BitSet();
  private long records;
  private long last;

  /**
   * Adds a record, which counts once.
   *
   * @param record its number, from 1; they come in order
   * @param person a number of {@link PeopleNumbers}
   */
  void add(long record, int person) {
    if (record == last) {
      return;
    }
    last = record;
    records++;
    if (person != PeopleNumbers.NONE) {
      people.set(person);
    }
  }

  long records() {
    return records;
  }

  int people() {
    return people.cardinality();
  }
}
