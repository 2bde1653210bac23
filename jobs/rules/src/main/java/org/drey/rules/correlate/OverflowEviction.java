package org.drey.rules.correlate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.EventFacet;
import org.drey.rules.log.LoggedEvent;

/**
 * Chooses what goes of a log that has more observations than it may: the oldest of the rule that
 * has most, so that no flood of ordinary events takes rare ones away; of a count of different
 * values what has a later one of its value before the latest of each, so that no flood of one
 * person's takes others away.
 */
final class OverflowEviction {
  private final CorrelationViews views;
  private final EntityLog log;

  /** Where an observation is a candidate, by its rank. */
  private final Map<Integer, List<Candidates>> candidatesOf = new HashMap<>();

  /** By input the observations that are left, in the order in which they go. */
  private final Map<Long, Candidates> candidates = new TreeMap<>();

  /**
   * The observations of one input.
   *
   * @param repeats those with a later one of their value, the oldest first
   * @param others the oldest first
   */
  private record Candidates(Deque<Integer> repeats, Deque<Integer> others, Set<Integer> left) {
    Candidates() {
      this(new ArrayDeque<>(), new ArrayDeque<>(), new HashSet<>());
    }

    int first() {
      for (Deque<Integer> ranks : List.of(repeats, others)) {
        while (!ranks.isEmpty()) {
          int rank = ranks.removeFirst();
          if (left.contains(rank)) {
            return rank;
          }
        }
      }
      throw new IllegalStateException("an input with observations has a first one");
    }
  }

  OverflowEviction(CorrelationViews views, EntityLog log) {
    this.views = views;
    this.log = log;
  }

  /** Returns the ranks of so many observations that go. */
  Set<Integer> choose(int many) {
    sort();
    Set<Integer> chosen = new TreeSet<>();
    while (chosen.size() < many) {
      Candidates most =
          candidates.values().stream()
              .max(Comparator.comparingInt(one -> one.left().size()))
              .orElseThrow();
      int rank = most.first();
      chosen.add(rank);
      candidatesOf.getOrDefault(rank, List.of()).forEach(of -> of.left().remove(rank));
    }
    return chosen;
  }

  /** Goes back from the newest, so that the latest of each value is met first. */
  private void sort() {
    Set<List<Object>> met = new HashSet<>();
    for (int rank = log.size() - 1; rank >= 0; rank--) {
      LoggedEvent one = log.get(rank);
      boolean isRepeat = isRepeat(one, met);
      Set<Long> own = new LinkedHashSet<>();
      for (EventFacet facet : one.facets()) {
        Arrays.stream(facet.shape().inputs()).forEach(own::add);
      }
      List<Candidates> all = new ArrayList<>();
      candidatesOf.put(rank, all);
      for (long input : own) {
        Candidates of = candidates.computeIfAbsent(input, key -> new Candidates());
        all.add(of);
        (isRepeat ? of.repeats() : of.others()).addFirst(rank);
        of.left().add(rank);
      }
    }
  }

  /** Returns whether each rule that counts values of it has a later one of its group and value. */
  private boolean isRepeat(LoggedEvent one, Set<List<Object>> met) {
    boolean isCounted = false;
    boolean isNew = false;
    for (CorrelationView view : views.readersOf(log.entity(), one)) {
      if (view.countsValues()) {
        for (Member member : view.members(log.entity(), one)) {
          isCounted = true;
          isNew |=
              member.value() != null
                  && met.add(List.of(view.number(), Arrays.asList(member.group()), member.value()));
        }
      }
    }
    return isCounted && !isNew;
  }
}
