package org.drey.cli.readiness;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.Event;

/** The records that rules about suspects take although they might not, if more were known. */
final class SuspectTally {
  private final FieldGaps gaps;
  private final SortedMap<Integer, RecordTally> ageless = new TreeMap<>();
  private final SortedSet<Integer> excuses = new TreeSet<>();
  private final RecordTally unexcused = new RecordTally();

  /**
   * Makes a tally.
   *
   * @param separating the slots of {@link TrackSeparation}
   */
  SuspectTally(FieldGaps gaps, SortedSet<Integer> separating) {
    this.gaps = gaps;
    separating.forEach(slot -> ageless.put(slot, new RecordTally()));
  }

  /**
   * Adds a record that such a rule takes.
   *
   * @param slots what its condition reads
   * @param number of all records of the folder, from 1
   */
  void add(
      Event event, EventPredicate condition, SortedSet<Integer> slots, long number, int person) {
    ageless.forEach(
        (slot, tally) -> {
          if (gaps.column(slot) != FieldGaps.FILLED) {
            tally.add(number, person);
          }
        });
    for (int slot : slots) {
      int column = gaps.column(slot);
      if (column != FieldGaps.FILLED
          && !ageless.containsKey(column)
          && gaps.truth(condition, event, column) == PartialTruth.MAYBE) {
        excuses.add(column);
        unexcused.add(number, person);
      }
    }
  }

  /** Returns the records that do not say what separates victims, by slot. */
  SortedMap<Integer, RecordTally> ageless() {
    return ageless;
  }

  /** Returns the columns that could show that a rule should not have taken a record. */
  SortedSet<Integer> excuses() {
    return excuses;
  }

  /** Returns the records that lack one of these. */
  RecordTally unexcused() {
    return unexcused;
  }
}
