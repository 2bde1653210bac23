package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.schema.StreamField;
import org.drey.yaml.YamlProblem;

/**
 * The third pass: which values have to travel with a rule's events, because rules built on it group
 * by them, count them or say whose they are. What one of the correlations of one meaning needs, all
 * keep, so that they share their state. Goes from the top of each chain down, and refuses names
 * that no event has, or that nothing may be kept by.
 */
final class ProjectPass {
  private final List<Set<String>> needed = new ArrayList<>();

  private ProjectPass(List<LinkedRule> rules, List<QualityPart.Parsed> quality) {
    Map<String, Set<String>> shared = new HashMap<>();
    for (LinkedRule rule : rules) {
      Set<String> names =
          rule instanceof LinkedRule.Correlation correlation
              ? shared.computeIfAbsent(
                  RuleMeaning.of(correlation), meaning -> new LinkedHashSet<>())
              : new LinkedHashSet<>();
      quality.get(rule.index()).fields().forEach(field -> names.add(field.name()));
      needed.add(names);
    }
  }

  /**
   * Asks for what travels.
   *
   * @param quality by the number of a rule, what it asks of the events that complete its findings
   */
  static PassResult<ValueProjection> project(
      List<LinkedRule> rules, List<QualityPart.Parsed> quality) {
    ProjectPass project = new ProjectPass(rules, quality);
    List<LinkedRule> fromTheTop = new ArrayList<>();
    rules.forEach(rule -> fromTheTop.add(0, rule));
    List<YamlProblem> problems = PassResult.collect(fromTheTop, project::take);
    return new PassResult<>(new ValueProjection(project.needed), problems);
  }

  private void take(LinkedRule rule) {
    if (rule instanceof LinkedRule.Correlation correlation) {
      ask(correlation);
    }
    BreadthChecks.check(rule);
  }

  /** Asks the rules that a correlation is built on for the values that it needs. */
  private void ask(LinkedRule.Correlation rule) {
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
          needed.get(rule.references().get(i).index()).add(name); // checked where it is used
        }
      }
    }
  }

  private void ask(LinkedRule.Correlation user, int reference, String name) {
    LinkedRule source = user.references().get(reference);
    Set<String> names = needed.get(source.index());
    names.add(name);
    for (StreamField field : SourceFields.fields(source, name, user)) {
      if (field.kindField() != null) {
        names.add(field.kindField());
      }
    }
  }
}
