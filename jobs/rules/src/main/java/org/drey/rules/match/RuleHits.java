package org.drey.rules.match;

import java.util.Arrays;

/** The numbers of the rules that an event matched; one per thread, used again for each event. */
public final class RuleHits {
  /** The state of the event that is being matched. */
  final MatchTrial trial = new MatchTrial();

  private int[] rules = new int[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int rule) {
    if (size == rules.length) {
      rules = Arrays.copyOf(rules, size * 2);
    }
    rules[size++] = rule;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  public int get(int index) {
    return rules[index];
  }
}
