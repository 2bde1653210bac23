package org.drey.rules.compile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.base.NameSuggestions;
import org.drey.base.Sha256Digests;
import org.drey.rules.match.ConditionBreadth;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;
import org.jspecify.annotations.Nullable;

/**
 * Turns rule files into a {@link RuleSet} in five passes, each from one immutable value to the
 * next. A pass says everything that is wrong; if anything is, the next does not begin.
 */
public final class RuleSetCompiler {
  private RuleSetCompiler() {}

  /**
   * Compiles rule files.
   *
   * @param streams the streams that rules may read
   * @param referenceSets what placeholders stand for
   * @param families what rules may name as families
   * @param outageAllowance how long an outage may be through which events still find each other
   * @throws InvalidRulesException with everything that is wrong
   */
  public static RuleSet compile(
      List<RuleFile> files,
      Collection<StreamSchema> streams,
      Map<String, List<String>> referenceSets,
      FamilyCaps families,
      Duration outageAllowance) {
    ReadPass.ParsedRules read =
        new ReadPass(streams, referenceSets, families).read(files).orThrow();
    List<LinkedRule> linked = LinkPass.link(read).orThrow();
    List<QualityPart.Parsed> quality = QualityPart.read(linked, referenceSets).orThrow();
    ValueProjection projection =
        ProjectPass.project(linked, quality).and(IndicatorChecks.check(linked)).orThrow();
    List<PlannedRule> planned = PlanPass.plan(linked, outageAllowance).orThrow();
    return BuildPass.build(version(files), read.warnings(), planned, projection, quality);
  }

  private static String version(List<RuleFile> files) {
    return Sha256Digests.hex(
        files.stream()
            .map(file -> Sha256Digests.hex(file.text()))
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  /**
   * The third pass: which values have to travel with a rule's events, because rules built on it
   * group by them, count them or say whose they are. What one of the correlations of one meaning
   * needs, all keep, so that they share their state. Goes from the top of each chain down, and
   * refuses names that no event has, or that nothing may be kept by.
   */
  static final class ProjectPass {
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

    /**
     * Refuses what would keep a whole stream: a rule that selects every event, and groups that
     * whoever is seen can make without end.
     */
    private static final class BreadthChecks {
      private BreadthChecks() {}

      /** Looks at one rule, which names its fields rightly. */
      static void check(LinkedRule rule) {
        if (rule instanceof LinkedRule.Correlation correlation) {
          checkGroups(correlation);
        } else if (rule instanceof LinkedRule.Detection detection) {
          checkSelection(detection.parsed());
        }
      }

      private static void checkSelection(ParsedRule.Detection parsed) {
        if (ConditionBreadth.isEverything(parsed.condition(), parsed.stream())) {
          throw parsed
              .part("detection")
              .required("condition")
              .problem(
                  "the rule selects every event of "
                      + parsed.stream().topic()
                      + ": '*', 'exists' and the like only ask for a field to be there; name a value, a"
                      + " text or a bound that few events have");
        }
      }

      private static void checkGroups(LinkedRule.Correlation rule) {
        ParsedRule.Correlation parsed = rule.parsed();
        for (int name = 0; name < parsed.groupBy().size(); name++) {
          YamlNode place = parsed.part().required("group-by").items().get(name);
          for (int i = 0; i < rule.references().size(); i++) {
            String source = parsed.sourceName(parsed.groupBy().get(name), i);
            for (StreamField field : SourceFields.fields(rule.references().get(i), source, rule)) {
              if (field.raw()) {
                throw place.problem(
                    "'"
                        + source
                        + "' cannot be grouped by: whoever is seen makes up as many as they like, and"
                        + " each would be kept; group by registered_domain or subject, or count its"
                        + " values with value_count");
              }
            }
          }
        }
      }
    }
  }

  /**
   * Checks of what the scored rules of a set have to agree on, and what an alert can hold of them.
   */
  private static final class IndicatorChecks {
    /** The longest id of a rule and name of an indicator, in bytes of UTF-8. */
    private static final int LONGEST_NAME = 128;

    private IndicatorChecks() {}

    private record ScoredIndicator(ParsedRule parsed, ScoringPart scoring) {}

    /** Refuses a rule that contradicts one before it: the first of them. */
    static List<YamlProblem> check(List<LinkedRule> rules) {
      List<ParsedRule> parsed = rules.stream().map(LinkedRule::parsed).toList();
      return PassResult.collect(List.of(parsed), IndicatorChecks::checkAll);
    }

    private static void checkAll(List<ParsedRule> rules) {
      Map<String, ScoredIndicator> firstOfIndicator = new HashMap<>();
      Map<ScoringPart.Family, ScoredIndicator> firstOfFamily = new HashMap<>();
      Map<AlertTrack, Set<String>> ofTrack = new EnumMap<>(AlertTrack.class);
      for (ParsedRule parsed : rules) {
        ScoringPart own = parsed.scoring();
        if (own == null) {
          continue;
        }
        checkLength(parsed, "the indicator", own.indicator());
        checkLength(parsed, "the rule's id", parsed.document().id());
        Set<String> known = ofTrack.computeIfAbsent(own.track(), track -> new HashSet<>());
        if (known.add(own.indicator()) && known.size() > RuleSet.MAX_INDICATORS) {
          throw part(parsed)
              .problem(
                  "more than "
                      + RuleSet.MAX_INDICATORS
                      + " indicators on one track; an alert holds no more");
        }
        ScoredIndicator scored = new ScoredIndicator(parsed, own);
        ScoredIndicator first = firstOfIndicator.putIfAbsent(own.indicator(), scored);
        if (first != null && !agree(own, first.scoring())) {
          throw problem(
              parsed, "points, half_life, family or severity of " + own.indicator(), first);
        }
        ScoringPart.Family family = own.family();
        if (family == null) {
          continue; // a benign one
        }
        ScoredIndicator relative = firstOfFamily.putIfAbsent(family, scored);
        if (relative != null && relative.scoring().hard() != own.hard()) {
          throw problem(parsed, "'hard' in the family " + family.name(), relative);
        }
      }
    }

    private static boolean agree(ScoringPart a, ScoringPart b) {
      return a.points() == b.points()
          && a.halfLifeMillis() == b.halfLifeMillis()
          && Objects.equals(a.family(), b.family())
          && Objects.equals(a.severity(), b.severity());
    }

    private static void checkLength(ParsedRule parsed, String what, String name) {
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw part(parsed).problem(what + " has more than " + LONGEST_NAME + " bytes");
      }
    }

    private static ProblemException problem(ParsedRule parsed, String what, ScoredIndicator first) {
      String label = first.parsed().document().label();
      return part(parsed).problem(what + " differs from the rule '" + label + "'");
    }

    private static YamlNode part(ParsedRule parsed) {
      return parsed.part("drey");
    }
  }

  /** The fourth pass: where each rule is evaluated, whom it scores and when it settles. */
  static final class PlanPass {
    private final EvaluationFields places;
    private final List<ReportingTerms> terms;

    private PlanPass(EvaluationFields places, List<ReportingTerms> terms) {
      this.places = places;
      this.terms = terms;
    }

    /** The rules by their number. */
    static PassResult<List<PlannedRule>> plan(List<LinkedRule> rules, Duration outageAllowance) {
      List<LinkedRule.Correlation> correlations = new ArrayList<>();
      for (LinkedRule rule : rules) {
        if (rule instanceof LinkedRule.Correlation correlation) {
          correlations.add(correlation);
        }
      }
      try {
        PlanPass plan =
            new PlanPass(
                new EvaluationFields(correlations), ReportingTerms.of(rules, outageAllowance));
        return PassResult.each(rules, plan::plan);
      } catch (ProblemException e) {
        return new PassResult<>(List.of(), List.of(e.problem()));
      }
    }

    private PlannedRule plan(LinkedRule rule) {
      if (rule instanceof LinkedRule.Detection detection) {
        return new PlannedRule.Detection(detection, terms.get(rule.index()), entity(detection));
      }
      LinkedRule.Correlation correlation = (LinkedRule.Correlation) rule;
      List<Set<StreamField>> groupFields = SourceFields.groupFields(correlation);
      return new PlannedRule.Correlation(
          correlation,
          terms.get(rule.index()),
          groupFields,
          places.place(correlation),
          places.pass(correlation),
          scored(correlation, groupFields));
    }

    private static @Nullable StreamField entity(LinkedRule.Detection rule) {
      ParsedRule.Detection parsed = rule.parsed();
      ScoringPart scoring = parsed.scoring();
      if (scoring == null) {
        return null;
      }
      StreamField entity = parsed.stream().field(scoring.entity());
      if (entity == null || !entity.namesEntity()) {
        throw entityProblem(parsed, parsed.stream().topic() + " has no entity of that name");
      }
      EntityChecks.check(rule, scoring, entity);
      return entity;
    }

    private static @Nullable Integer scored(
        LinkedRule.Correlation rule, List<Set<StreamField>> groupFields) {
      ParsedRule.Correlation parsed = rule.parsed();
      ScoringPart scoring = parsed.scoring();
      if (scoring == null) {
        return null;
      }
      int scored = parsed.groupBy().indexOf(scoring.entity());
      if (scored < 0) {
        throw entityProblem(parsed, "the entity of a correlation is one of its group-by fields");
      }
      StreamField field = SourceFields.sameKind(groupFields.get(scored));
      if (field == null || !field.namesEntity()) {
        throw entityProblem(parsed, "the field names no entity, or several kinds of entity");
      }
      EntityChecks.check(rule, scoring, field);
      return scored;
    }

    private static ProblemException entityProblem(ParsedRule parsed, String reason) {
      YamlNode entity = parsed.part("drey").required("entity");
      return entity.problem("entity '" + entity.text() + "': " + reason);
    }
  }

  /**
   * The second pass: follows references, and puts rules in an order in which each comes after those
   * that it is built on.
   */
  static final class LinkPass {
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
}
