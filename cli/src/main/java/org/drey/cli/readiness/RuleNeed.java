package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.TokenRoute;
import org.drey.rules.schema.StreamSchema;

/** The events that a rule needs before it can find anything. */
sealed interface RuleNeed {
  /** Calls with each kind of event. */
  void eachEvent(Consumer<OneEvent> reader);

  /**
   * An event that a detection takes, and that has some values: by them it is counted.
   *
   * @param detection its number
   * @param slots of those values
   */
  record OneEvent(int detection, Set<Integer> slots) implements RuleNeed {
    @Override
    public void eachEvent(Consumer<OneEvent> reader) {
      reader.accept(this);
    }
  }

  /**
   * Several needs.
   *
   * @param all whether each has to be met; else one is enough
   */
  record SeveralNeeds(List<RuleNeed> parts, boolean all) implements RuleNeed {
    @Override
    public void eachEvent(Consumer<OneEvent> reader) {
      parts.forEach(part -> part.eachEvent(reader));
    }
  }

  /** Returns that of a scored rule. */
  static RuleNeed of(RuleSet rules, int rule) {
    if (!rules.isDetection(rule)) {
      return of(rules, rule, Set.of());
    }
    NavigableSet<Integer> slots = new TreeSet<>();
    TokenRoute entity = rules.detection(rule).entity();
    if (entity != null) {
      entity.eachRead(slots::add);
    }
    return new OneEvent(rule, slots);
  }

  /**
   * Returns that of a rule below one.
   *
   * @param names the values that its events have to have, by name
   */
  private static RuleNeed of(RuleSet rules, int rule, Set<String> names) {
    if (rules.isDetection(rule)) {
      StreamSchema stream = rules.detection(rule).stream();
      NavigableSet<Integer> slots = new TreeSet<>();
      names.stream().map(stream::slot).filter(slot -> slot >= 0).forEach(slots::add);
      return new OneEvent(rule, slots);
    }
    CorrelationRule user = rules.correlation(rule);
    Set<String> passed = new TreeSet<>(names); // of the completing event; groups are read anyway
    user.groupBy().forEach(group -> passed.remove(group.name()));
    List<RuleNeed> parts = new ArrayList<>();
    for (CorrelationRule.Reference reference : user.references()) {
      Set<String> below = new TreeSet<>();
      reference.eachRead(at -> below.add(rules.carried().get(at)));
      if (user.type() != CorrelationRule.Type.TEMPORAL_ORDERED
          || parts.size() == user.references().size() - 1) {
        below.addAll(passed);
      }
      parts.add(of(rules, reference.rule(), below));
    }
    return new SeveralNeeds(List.copyOf(parts), user.type().isTemporal());
  }
}
