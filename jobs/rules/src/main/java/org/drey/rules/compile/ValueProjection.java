package org.drey.rules.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The values that travel with matches and findings, each at the same place everywhere. */
final class ValueProjection {
  private final List<Set<String>> needed;
  private final List<String> carried;
  private final Map<String, Integer> slots = new HashMap<>();

  /**
   * Creates the projection of what a set carries.
   *
   * @param needed by the rule's number, the names of values that rules built on it need
   */
  ValueProjection(List<Set<String>> needed) {
    this.needed = needed.stream().map(Set::copyOf).toList();
    Set<String> names = new TreeSet<>();
    needed.forEach(names::addAll);
    this.carried = List.copyOf(names);
    carried.forEach(name -> slots.put(name, slots.size()));
  }

  /** The names, in a fixed order. */
  List<String> carried() {
    return carried;
  }

  /** Of a rule's events, the names of values that rules built on it need; sorted. */
  List<String> needed(LinkedRule rule) {
    return needed.get(rule.index()).stream().sorted().toList();
  }

  boolean carries(String name) {
    return slots.containsKey(name);
  }

  /**
   * Returns where a value is.
   *
   * @throws IllegalStateException if it does not travel, which is a mistake of the compiler
   */
  int slot(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      throw new IllegalStateException("'" + name + "' does not travel; " + carried + " do");
    }
    return slot;
  }
}
