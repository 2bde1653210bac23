package org.drey.cli.readiness;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.match.EventPredicate;

/** The records that rules about suspects take although they might not, if more were known. */
final class SuspectTally {
  private final FieldGaps gaps;
  private final NavigableMap<Integer, Exposure> ageless = new TreeMap<>();
  private final NavigableSet<Integer> excuses = new TreeSet<>();
  private final Exposure unexcused = new Exposure();

  /** Records that a rule takes, and those that it would take with one column more. */
  static final class Exposure {
    private final RecordTally taken = new RecordTally();
    private final RecordTally oneMore = new RecordTally();

    RecordTally taken() {
      return taken;
    }

    RecordTally oneMore() {
      return oneMore;
    }

    private void add(boolean isTaken, long number, int person) {
      (isTaken ? taken : oneMore).add(number, person);
    }
  }

  /**
   * Makes a tally.
   *
   * @param separating the slots of {@link TrackSeparation}
   */
  SuspectTally(FieldGaps gaps, NavigableSet<Integer> separating) {
    this.gaps = gaps;
    separating.forEach(slot -> ageless.put(slot, new Exposure()));
  }

  /**
   * Adds a record that such a rule takes, or would with one column more.
   *
   * @param excusing the slots that its condition reads in order to leave an event alone
   * @param number of all records of the folder, from 1
   */
  void add(boolean isTaken, NavigableSet<Integer> excusing, long number, int person) {
    ageless.forEach(
        (slot, exposure) -> {
          if (gaps.column(slot) != FieldGaps.FILLED) {
            exposure.add(isTaken, number, person);
          }
        });
    for (int slot : excusing) {
      int column = gaps.column(slot);
      if (column != FieldGaps.FILLED && !ageless.containsKey(column)) {
        excuses.add(column);
        unexcused.add(isTaken, number, person);
      }
    }
  }

  /** Returns the slots that a condition reads in order to leave an event alone: below a not. */
  static NavigableSet<Integer> excusing(EventPredicate condition) {
    NavigableSet<Integer> slots = new TreeSet<>();
    excusing(condition, false, slots);
    return slots;
  }

  private static void excusing(EventPredicate condition, boolean isBelowNot, Set<Integer> slots) {
    if (condition instanceof EventPredicate.Not not) {
      excusing(not.part(), !isBelowNot, slots);
    } else if (condition instanceof EventPredicate.And and) {
      and.parts().forEach(part -> excusing(part, isBelowNot, slots));
    } else if (condition instanceof EventPredicate.Or or) {
      or.parts().forEach(part -> excusing(part, isBelowNot, slots));
    } else if (isBelowNot) {
      condition.eachRead(slots::add);
    }
  }

  /** Returns the records that do not say what separates victims, by slot. */
  NavigableMap<Integer, Exposure> ageless() {
    return ageless;
  }

  /** Returns the columns that could show that a rule should leave a record alone. */
  NavigableSet<Integer> excuses() {
    return excuses;
  }

  /** Returns the records that lack one of these. */
  Exposure unexcused() {
    return unexcused;
  }
}
