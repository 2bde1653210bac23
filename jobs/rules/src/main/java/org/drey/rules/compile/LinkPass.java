package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;

/**
 * The second pass: follows references, and puts rules in an order in which each comes after those
 * that it is built on.
 */
final class LinkPass {
  private static final int MAX_BUILT_ON = 1_000;

  private final ReadPass.ParsedRules read;
  private final Map<String, ParsedRule> byReference = new HashMap<>();
  private final List<LinkedRule> ordered = new ArrayList<>();
  private final IdentityHashMap<ParsedRule, LinkedRule> known = new IdentityHashMap<>();

  /** On how many rules each is built, counted as often as a chain of references leads to one. */
  private final List<Long> builtOn = new ArrayList<>();

  private LinkPass(ReadPass.ParsedRules read) {
    this.read = read;
    for (ParsedRule parsed : read.rules()) {
      byReference.put(parsed.document().id(), parsed);
      byReference.put(parsed.document().label(), parsed);
    }
  }

  /** The rules by their number: detections first, then correlations level by level. */
  static PassResult<List<LinkedRule>> link(ReadPass.ParsedRules read) {
    return new LinkPass(read).link();
  }

  private PassResult<List<LinkedRule>> link() {
    List<ParsedRule.Correlation> correlations = new ArrayList<>();
    for (ParsedRule parsed : read.rules()) {
      if (parsed instanceof ParsedRule.Correlation correlation) {
        correlations.add(correlation);
      } else if (parsed instanceof ParsedRule.Detection detection) {
        take(detection, new LinkedRule.Detection(ordered.size(), detection), 0);
      }
    }
    List<YamlProblem> problems = PassResult.collect(correlations, this::checkReferences);
    if (problems.isEmpty()) {
      problems.addAll(order(correlations));
    }
    return new PassResult<>(List.copyOf(ordered), problems);
  }

  private void checkReferences(ParsedRule.Correlation parsed) {
    List<YamlNode> places = parsed.part().required("rules").items();
    for (YamlNode place : places) {
      String name = place.text();
      if (!byReference.containsKey(name)) {
        throw place.problem(
            read.notLoaded().contains(name)
                ? "the rule '" + name + "' is deprecated or unsupported and is not loaded"
                : "there is no rule '"
                    + name
                    + "'"
                    + NameSuggestions.didYouMean(name, byReference.keySet()));
      }
    }
  }

  private List<YamlProblem> order(List<ParsedRule.Correlation> correlations) {
    List<YamlProblem> problems = new ArrayList<>();
    List<ParsedRule.Correlation> waiting = new ArrayList<>(correlations);
    List<ParsedRule.Correlation> ready = ready(waiting);
    while (!ready.isEmpty()) {
      problems.addAll(PassResult.collect(ready, this::take));
      waiting.removeIf(known::containsKey);
      ready = ready(waiting);
    }
    for (ParsedRule.Correlation parsed : waiting) {
      problems.add(parsed.part().problem("the rule is built on itself").problem());
    }
    return problems;
  }

  private List<ParsedRule.Correlation> ready(List<ParsedRule.Correlation> waiting) {
    return waiting.stream()
        .filter(
            parsed -> parsed.rules().stream().map(byReference::get).allMatch(known::containsKey))
        .toList();
  }

  /** Chains are followed when a rule is compiled: two references on each level double them. */
  private void take(ParsedRule.Correlation parsed) {
    List<LinkedRule> references =
        parsed.rules().stream().map(byReference::get).map(known::get).toList();
    List<Long> below = references.stream().map(rule -> builtOn.get(rule.index())).toList();
    long count = below.stream().mapToLong(each -> 1 + each).sum();
    take(
        parsed,
        new LinkedRule.Correlation(ordered.size(), parsed, references),
        Math.min(count, MAX_BUILT_ON + 1));
    if (count > MAX_BUILT_ON && below.stream().allMatch(each -> each <= MAX_BUILT_ON)) {
      throw parsed
          .part()
          .problem(
              "the rule is built on more than %,d rules, counted along every chain"
                  .formatted(MAX_BUILT_ON));
    }
  }

  private void take(ParsedRule parsed, LinkedRule rule, long rulesBelow) {
    ordered.add(rule);
    known.put(parsed, rule);
    builtOn.add(rulesBelow);
  }
}
