package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.schema.Field;
import org.drey.yaml.Problem;

/**
 * The third pass: which values have to travel with a rule's events, because rules built on it group
 * by them, count them or say whose they are. Goes from the top of each chain down, and refuses
 * names that no event has, or that nothing may be kept by.
 */
final class Project {
  private final List<Set<String>> needed = new ArrayList<>();

  private Project(List<Linked> rules) {
    rules.forEach(rule -> needed.add(new LinkedHashSet<>()));
  }

  static Outcome<Projection> project(List<Linked> rules) {
    Project project = new Project(rules);
    List<Linked> fromTheTop = new ArrayList<>();
    rules.forEach(rule -> fromTheTop.add(0, rule));
    List<Problem> problems = Outcome.collect(fromTheTop, project::take);
    return new Outcome<>(new Projection(project.needed), problems);
  }

  private void take(Linked rule) {
    if (rule instanceof Linked.Correlation correlation) {
      ask(correlation);
    }
    BreadthChecks.check(rule);
  }

  /** Asks the rules that a correlation is built on for the values that it needs. */
  private void ask(Linked.Correlation rule) {
    ParsedRule.Correlation parsed = rule.parsed();
    for (int i = 0; i < rule.references().size(); i++) {
      for (String group : parsed.groupBy()) {
        ask(rule, i, parsed.sourceName(group, i));
      }
      if (parsed.count().field() != null) {
        ask(rule, i, parsed.sourceName(parsed.count().field(), i));
      }
      for (String name : needed.get(rule.index())) {
        if (!parsed.groupBy().contains(name) && parsed.completes(i)) {
          ask(rule, i, name);
        }
      }
    }
  }

  private void ask(Linked.Correlation user, int reference, String name) {
    Linked source = user.references().get(reference);
    Set<String> names = needed.get(source.index());
    names.add(name);
    for (Field field : SourceFields.fields(source, name, user)) {
      if (field.kindField() != null) {
        names.add(field.kindField());
      }
    }
  }
}
