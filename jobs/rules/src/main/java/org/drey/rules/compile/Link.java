package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.drey.base.Suggestions;
import org.drey.yaml.Problem;
import org.drey.yaml.YamlNode;

/**
 * The second pass: follows references, and puts rules in an order in which each comes after those
 * that it is built on.
 */
final class Link {
  private static final int MAX_BUILT_ON = 1_000;

  private final Read.Drafts read;
  private final Map<String, Draft> byReference = new HashMap<>();
  private final List<Linked> ordered = new ArrayList<>();
  private final IdentityHashMap<Draft, Linked> known = new IdentityHashMap<>();

  /** On how many rules each is built, counted as often as a chain of references leads to one. */
  private final List<Long> builtOn = new ArrayList<>();

  private Link(Read.Drafts read) {
    this.read = read;
    for (Draft draft : read.drafts()) {
      byReference.put(draft.document().id(), draft);
      byReference.put(draft.document().label(), draft);
    }
  }

  /** The rules by their number: detections first, then correlations level by level. */
  static Outcome<List<Linked>> link(Read.Drafts read) {
    return new Link(read).link();
  }

  private Outcome<List<Linked>> link() {
    List<Draft.Correlation> correlations = new ArrayList<>();
    for (Draft draft : read.drafts()) {
      if (draft instanceof Draft.Correlation correlation) {
        correlations.add(correlation);
      } else if (draft instanceof Draft.Detection detection) {
        take(detection, new Linked.Detection(ordered.size(), detection), 0);
      }
    }
    List<Problem> problems = Outcome.collect(correlations, this::checkReferences);
    if (problems.isEmpty()) {
      problems.addAll(order(correlations));
    }
    return new Outcome<>(List.copyOf(ordered), problems);
  }

  private void checkReferences(Draft.Correlation draft) {
    List<YamlNode> places = draft.part().required("rules").items();
    for (YamlNode place : places) {
      String name = place.text();
      if (!byReference.containsKey(name)) {
        throw place.problem(
            read.notLoaded().contains(name)
                ? "the rule '" + name + "' is deprecated or unsupported and is not loaded"
                : "there is no rule '"
                    + name
                    + "'"
                    + Suggestions.didYouMean(name, byReference.keySet()));
      }
    }
  }

  private List<Problem> order(List<Draft.Correlation> correlations) {
    List<Problem> problems = new ArrayList<>();
    List<Draft.Correlation> waiting = new ArrayList<>(correlations);
    List<Draft.Correlation> ready = ready(waiting);
    while (!ready.isEmpty()) {
      problems.addAll(Outcome.collect(ready, this::take));
      waiting.removeIf(known::containsKey);
      ready = ready(waiting);
    }
    for (Draft.Correlation draft : waiting) {
      problems.add(draft.part().problem("the rule is built on itself").problem());
    }
    return problems;
  }

  private List<Draft.Correlation> ready(List<Draft.Correlation> waiting) {
    return waiting.stream()
        .filter(draft -> draft.rules().stream().map(byReference::get).allMatch(known::containsKey))
        .toList();
  }

  /** Chains are followed when a rule is compiled: two references on each level double them. */
  private void take(Draft.Correlation draft) {
    List<Linked> references = draft.rules().stream().map(byReference::get).map(known::get).toList();
    List<Long> below = references.stream().map(rule -> builtOn.get(rule.index())).toList();
    long count = below.stream().mapToLong(each -> 1 + each).sum();
    take(
        draft,
        new Linked.Correlation(ordered.size(), draft, references),
        Math.min(count, MAX_BUILT_ON + 1));
    if (count > MAX_BUILT_ON && below.stream().allMatch(each -> each <= MAX_BUILT_ON)) {
      throw draft
          .part()
          .problem(
              "the rule is built on more than %,d rules, counted along every chain"
                  .formatted(MAX_BUILT_ON));
    }
  }

  private void take(Draft draft, Linked rule, long rulesBelow) {
    ordered.add(rule);
    known.put(draft, rule);
    builtOn.add(rulesBelow);
  }
}
