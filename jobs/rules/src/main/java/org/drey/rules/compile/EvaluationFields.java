package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamField;
import org.drey.yaml.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The fields at which the correlations of a set are evaluated, and in which of the two passes. A
 * finding whose next rule lives with another entity travels to the second pass, and from there no
 * further.
 *
 * <p>Rules are placed in their order, those that others are built on first, each at the first of
 * its {@link Place#choices choices} with which its chain takes no third pass. Where none will do,
 * the latest rule that it is built on and that has another choice takes that one, and the rules
 * after it are placed again; what has nothing to do with the chain is left alone. So the rules
 * below, which see the most events, keep the smallest state if any of those above can give way, and
 * the same rules are always placed the same way.
 */
final class EvaluationFields {
  private static final int PASSES = 2;

  /** Far more than chains of rules need that people write; keeps the search short for others. */
  private static final int MAX_TRIES = 100_000;

  /** The most rules of a chain that a message names. */
  private static final int MAX_NAMED = 8;

  private static final String PLACED = "a correlation is placed before those that refer to it";

  private final Map<RuleNode, Place> places = new HashMap<>();
  private final Map<RuleNode, Integer> passes = new HashMap<>();

  /**
   * A group-by field at which a correlation may be evaluated: its groups then lie in the state of
   * the entity that the field names.
   *
   * @param field which of the group-by fields
   * @param name as the rule names it
   * @param kind the kind of entity whose state it is; for a field that names none, a separate one
   * @param kindField the field that says the kind instead, for one whose kind varies
   */
  record Place(int field, String name, String kind, @Nullable String kindField) {

    /** Kinds by how many others one entity of them meets, the fewest first. */
    private static final List<String> BY_FAN_IN =
        List.of(
            EntityKind.SUBJECT.name(),
            EntityKind.DEVICE.name(),
            EntityKind.HOST.name(),
            EntityKind.PAYEE.name(),
            EntityKind.MERCHANT.name(),
            EntityKind.DOMAIN.name());

    /**
     * Returns where a correlation may be evaluated, the smallest state first; after the entities
     * come what names none, as the rule has it. A token whose kind varies says by itself not which
     * entity it is, so its groups can be distinguished only in the entity's own state: there is no
     * other choice.
     */
    static List<Place> choices(RuleNode rule) {
      ParsedRule.Correlation parsed = rule.correlation();
      List<Set<StreamField>> groupFields = rule.groupFields();
      List<Place> all = new ArrayList<>();
      for (int i = 0; i < groupFields.size(); i++) {
        all.add(of(parsed.groupBy().get(i), i, RuleNode.sameKind(groupFields.get(i))));
      }
      List<Place> varying = all.stream().filter(place -> place.kindField != null).toList();
      if (varying.isEmpty()) {
        return all.stream().sorted(Comparator.comparingInt(Place::fanIn)).toList();
      }
      List<Place> scored = varying.stream().filter(place -> place.isScored(parsed)).toList();
      return scored.isEmpty() ? varying : scored;
    }

    private static Place of(String name, int field, @Nullable StreamField leaf) {
      String kind = leaf == null || leaf.entity() == null ? "field:" + name : leaf.entity().name();
      return new Place(field, name, kind, leaf == null ? null : leaf.kindField());
    }

    private int fanIn() {
      int at = BY_FAN_IN.indexOf(kind);
      return at < 0 ? BY_FAN_IN.size() : at;
    }

    private boolean isScored(ParsedRule parsed) {
      return parsed.scoring() != null && parsed.scoring().entity().equals(name);
    }
  }

  /** A rule to be placed. */
  private static final class Step {
    final RuleNode rule;
    final List<Place> choices;
    int next;

    /** Other than its own choices, the steps because of which it has none left. */
    final NavigableSet<Integer> causes = new TreeSet<>();

    Step(RuleNode rule) {
      this.rule = rule;
      this.choices = Place.choices(rule);
    }
  }

  /**
   * Places correlations, which come after what they are built on.
   *
   * @throws ProblemException if a chain of rules would need a third pass wherever they are
   */
  void place(List<RuleNode> rules) {
    List<Step> steps = rules.stream().map(Step::new).toList();
    Map<RuleNode, Integer> numbers = new HashMap<>();
    rules.forEach(rule -> numbers.put(rule, numbers.size()));
    ProblemException firstProblem = null;
    int at = 0;
    for (int tries = 0; at < steps.size(); tries++) {
      Step step = steps.get(at);
      if (place(step)) {
        at++;
        continue;
      }
      if (firstProblem == null) {
        firstProblem = problem(step.rule);
      }
      below(step.rule).forEach(rule -> step.causes.add(numbers.get(rule)));
      if (step.causes.isEmpty() || tries > MAX_TRIES) {
        throw firstProblem;
      }
      int back = step.causes.last();
      steps.get(back).causes.addAll(step.causes.headSet(back));
      steps.subList(back + 1, at + 1).forEach(EvaluationFields::restart);
      at = back;
    }
  }

  private static void restart(Step step) {
    step.next = 0;
    step.causes.clear();
  }

  /**
   * Takes a rule's next choice that is good with what it is built on; says whether there is one.
   */
  private boolean place(Step step) {
    while (step.next < step.choices.size()) {
      Place place = step.choices.get(step.next++);
      int pass = passAt(step.rule, place);
      if (pass <= PASSES) {
        places.put(step.rule, place);
        passes.put(step.rule, pass);
        return true;
      }
    }
    return false;
  }

  private int passAt(RuleNode rule, Place place) {
    int pass = 1;
    for (int i = 0; i < rule.references().size(); i++) {
      RuleNode reference = rule.references().get(i);
      if (reference.isCorrelation()) {
        String sourceName = rule.correlation().sourceName(place.name(), i);
        boolean same = isSame(place, sourceName, of(reference));
        pass = Math.max(pass, pass(reference) + (same ? 0 : 1));
      }
    }
    return pass;
  }

  /**
   * Returns whether two rules are evaluated at one entity: the first calls the field of the other
   * so.
   */
  private static boolean isSame(Place place, String sourceName, Place source) {
    return sourceName.equals(source.name())
        && place.kind().equals(source.kind())
        && Objects.equals(place.kindField(), source.kindField());
  }

  /** The correlations that a rule is built on, along every chain. */
  private static List<RuleNode> below(RuleNode rule) {
    Set<RuleNode> seen = new HashSet<>();
    List<RuleNode> below = new ArrayList<>(List.of(rule));
    for (int i = 0; i < below.size(); i++) {
      for (RuleNode reference : below.get(i).chained()) {
        if (seen.add(reference)) {
          below.add(reference);
        }
      }
    }
    return below.subList(1, below.size());
  }

  private static ProblemException problem(RuleNode rule) {
    String below =
        below(rule).stream()
            .sorted(Comparator.comparingInt(RuleNode::index))
            .limit(MAX_NAMED)
            .map(r -> "'" + r.parsed().document().label() + "' by " + r.correlation().groupBy())
            .collect(Collectors.joining(", "));
    return rule.correlation()
        .part()
        .problem(
            "the chain of rules changes its entity more than once, at whichever of their group-by"
                + " fields they are evaluated; two steps is the most. It is built on "
                + below
                + ": group it, or one of these, by a field that its neighbours are grouped by too");
  }

  /** Returns where a correlation is evaluated. */
  Place of(RuleNode rule) {
    return Objects.requireNonNull(places.get(rule), PLACED);
  }

  /** In which pass: 1 or 2. */
  int pass(RuleNode rule) {
    return Objects.requireNonNull(passes.get(rule), PLACED);
  }
}
