package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.EventFacet;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.log.ObservationEnds;
import org.drey.rules.schema.EntityKey;

/** The views of the correlations of one pass, and how long they need an observation. */
final class CorrelationViews {
  private final List<CorrelationView> all = new ArrayList<>();
  private final Map<Integer, CorrelationView> byRule = new HashMap<>();
  private final Map<Long, List<CorrelationView>> byInput = new HashMap<>();
  private final Map<Long, CorrelationView> byNumber = new HashMap<>();
  private final Map<CorrelationView, Integer> needs = new HashMap<>();
  private final Set<Integer> sparing = new HashSet<>();
  private final long[] inputs;
  private final int[] fields;

  CorrelationViews(RuleSet rules, int pass) {
    inputs = rules.heads().stream().mapToLong(h -> StateNumbers.of(h.meaning())).toArray();
    fields = StateNumbers.ofFields(rules.carried());
    for (CorrelationRule rule : rules.correlations()) {
      if (rule.pass() == pass) {
        add(rules, rule);
        boolean isUsed = !rules.uses(rule.head().index()).isEmpty();
        int needed = BenignEviction.needs(rule, isUsed);
        needs.put(of(rule), needed);
        if (needed < Integer.MAX_VALUE) {
          rule.references().forEach(reference -> sparing.add(reference.rule()));
        }
      }
    }
  }

  private void add(RuleSet rules, CorrelationRule rule) {
    CorrelationView view = new CorrelationView(rules, rule, inputs, fields);
    all.add(view);
    byRule.put(rule.head().index(), view);
    byNumber.put(view.number(), view);
    for (CorrelationRule.Reference reference : rule.references()) {
      List<CorrelationView> readers =
          byInput.computeIfAbsent(inputs[reference.rule()], input -> new ArrayList<>());
      if (!readers.contains(view)) {
        readers.add(view);
      }
    }
  }

  /** Every view; those that are built on others come after them. */
  List<CorrelationView> all() {
    return all;
  }

  /** Returns what a rule's events are as an input of others. */
  long input(int rule) {
    return inputs[rule];
  }

  /** The number of a field among the carried values. */
  int field(int carried) {
    return fields[carried];
  }

  CorrelationView of(CorrelationRule rule) {
    return Objects.requireNonNull(
        byRule.get(rule.head().index()), "each rule of a pass has a view in it");
  }

  /** Returns what state knows the rules by. */
  Set<Long> numbers() {
    return byNumber.keySet();
  }

  /** The view of a rule that state knows by a number. */
  CorrelationView ofNumber(long number) {
    return Objects.requireNonNull(
        byNumber.get(number), "what other rules wait for is dropped before it is read");
  }

  /** Returns when the observations of an entity end. */
  ObservationEnds ends(EntityKey entity) {
    return new ObservationEnds() {
      @Override
      public long of(LoggedEvent observation) {
        return latest(entity, observation, false);
      }

      @Override
      public long look(LoggedEvent observation) {
        return latest(entity, observation, true);
      }
    };
  }

  /** Returns how many settled events of a group a view needs. */
  int needs(CorrelationView view) {
    return Objects.requireNonNull(needs.get(view), "what each view needs is known");
  }

  /** Returns whether a view that does not need all of them reads what one of these rules finds. */
  boolean canSpare(int[] rules) {
    for (int rule : rules) {
      if (sparing.contains(rule)) {
        return true;
      }
    }
    return false;
  }

  /** The views of which an observation is an event at an entity. */
  Set<CorrelationView> readersOf(EntityKey entity, LoggedEvent observation) {
    Set<CorrelationView> readers = new LinkedHashSet<>();
    for (EventFacet facet : observation.facets()) {
      for (long input : facet.shape().inputs()) {
        for (CorrelationView view : byInput.getOrDefault(input, List.of())) {
          if (view.isOf(entity, facet)) {
            readers.add(view);
          }
        }
      }
    }
    return readers;
  }

  private long latest(EntityKey entity, LoggedEvent observation, boolean look) {
    long latest = Long.MIN_VALUE;
    for (EventFacet facet : observation.facets()) {
      for (long input : facet.shape().inputs()) {
        for (CorrelationView view : byInput.getOrDefault(input, List.of())) {
          if (view.isOf(entity, facet)) {
            long end = ObservationRetention.end(view.rule(), observation.time(), facet.since());
            latest =
                Math.max(
                    latest,
                    look ? ObservationRetention.lookAtChunk(view.rule(), entity, end) : end);
          }
        }
      }
    }
    return latest;
  }
}
