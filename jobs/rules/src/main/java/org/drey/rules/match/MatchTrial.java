package org.drey.rules.match;

import java.util.Arrays;

/**
 * The state of the event that is being matched: which rules are candidates, and the answers of
 * parts that several conditions share. One per thread; nothing is cleared between events: each has
 * a number, and what bears another number is forgotten.
 */
public final class MatchTrial {
  static final int UNKNOWN = 0;
  static final int YES = 1;
  static final int NO = 2;

  /** Remembers nothing; for a condition that is tried alone. */
  static final MatchTrial FORGETFUL = new MatchTrial();

  private int event;
  private int[][] lists = {};
  private int[] listSeen = {};
  private int[] candidateSeen = {};
  private int[] candidates = {};
  private int size;
  private int[] answers = {};

  MatchTrial() {}

  /**
   * Begins an event. From the first of a matcher on nothing is allocated.
   *
   * @param filed the conditions of each list
   * @param conditions how many conditions there are
   * @param shared how many parts are shared
   */
  void begin(int[][] filed, int conditions, int shared) {
    if (event == Integer.MAX_VALUE) {
      Arrays.fill(listSeen, 0);
      Arrays.fill(candidateSeen, 0);
      Arrays.fill(answers, 0);
      event = 0;
    }
    if (listSeen.length < filed.length) {
      listSeen = Arrays.copyOf(listSeen, filed.length);
    }
    if (candidates.length < conditions) {
      candidateSeen = Arrays.copyOf(candidateSeen, conditions);
      candidates = new int[conditions];
    }
    if (answers.length < shared) {
      answers = Arrays.copyOf(answers, shared);
    }
    lists = filed;
    event++;
    size = 0;
  }

  /** Makes the conditions of a list candidates, if they are not yet. */
  void propose(int list) {
    if (listSeen[list] == event) {
      return;
    }
    listSeen[list] = event;
    for (int condition : lists[list]) {
      if (candidateSeen[condition] != event) {
        candidateSeen[condition] = event;
        candidates[size++] = condition;
      }
    }
  }

  int candidates() {
    return size;
  }

  int candidate(int index) {
    return candidates[index];
  }

  /** Returns what is known of a shared part. */
  int answer(int shared) {
    if (shared >= answers.length) {
      return UNKNOWN;
    }
    int answer = answers[shared];
    return answer == event ? YES : answer == -event ? NO : UNKNOWN;
  }

  boolean remember(int shared, boolean holds) {
    if (shared < answers.length) {
      answers[shared] = holds ? event : -event;
    }
    return holds;
  }
}
