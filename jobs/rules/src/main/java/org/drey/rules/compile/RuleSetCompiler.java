package org.drey.rules.compile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

/**
 * Turns rule files into a {@link RuleSet}: each document is read on its own ({@link RuleReader}),
 * references are followed, the values that have to travel are found, and rules are built ({@link
 * RuleSetBuilder}). A step reports everything that is wrong; if anything is, the next does not
 * begin.
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
    RuleReader.ParsedRules read = new RuleReader(streams, referenceSets, families).read(files);
    List<RuleNode> rules = new ReferenceLinks(read).follow();
    List<QualityFactors> quality = QualityPart.read(rules, referenceSets);
    findNeeded(rules, quality);
    return RuleSetBuilder.build(version(files), read.warnings(), rules, quality, outageAllowance);
  }

  private static String version(List<RuleFile> files) {
    return Sha256Digests.hex(
        files.stream()
            .map(file -> Sha256Digests.hex(file.text()))
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  /**
   * Finds which values have to travel with a rule's events, because rules built on it group by
   * them, count them or say whose they are. What one of the correlations of one meaning needs, all
   * keep, so that they share their state. Goes from the top of each chain down, and refuses names
   * that no event has, or that nothing may be kept by.
   */
  private static void findNeeded(List<RuleNode> rules, List<QualityFactors> quality) {
    Map<String, Set<String>> shared = new HashMap<>();
    for (RuleNode rule : rules) {
      if (rule.isCorrelation()) {
        rule.shareNeeded(shared.computeIfAbsent(RuleMeaning.of(rule), meaning -> rule.needed()));
      }
      quality.get(rule.index()).fields().forEach(field -> rule.needed().add(field.name()));
    }
    List<RuleNode> fromTheTop = new ArrayList<>();
    rules.forEach(rule -> fromTheTop.add(0, rule));
    ProblemList problems = new ProblemList();
    problems.each(
        fromTheTop,
        rule -> {
          if (rule.isCorrelation()) {
            askReferences(rule);
          }
          BreadthChecks.check(rule);
        });
    problems.each(List.of(rules), IndicatorChecks::check);
    problems.throwIfAny();
  }

  /** Asks the rules that a correlation is built on for the values that it needs. */
  private static void askReferences(RuleNode user) {
    ParsedRule.Correlation parsed = user.correlation();
    List<String> read = new ArrayList<>(parsed.groupBy());
    if (parsed.count().field() != null) {
      read.add(parsed.count().field());
    }
    for (int i = 0; i < user.references().size(); i++) {
      RuleNode source = user.references().get(i);
      for (String name : read) {
        String sourceName = parsed.sourceName(name, i);
        source.needed().add(sourceName);
        source.fields(sourceName, user).stream()
            .map(StreamField::kindField)
            .filter(Objects::nonNull)
            .forEach(source.needed()::add);
      }
      for (String name : user.needed()) {
        if (!parsed.groupBy().contains(name) && parsed.completes(i)) {
          source.needed().add(name); // checked where it is used
        }
      }
    }
  }

  /**
   * Follows references, and puts rules in an order in which each comes after those that it is built
   * on: detections first, then correlations level by level.
   */
  private static final class ReferenceLinks {
    private static final int MAX_BUILT_ON = 1_000;

    private final RuleReader.ParsedRules read;
    private final Map<String, ParsedRule> byReference = new HashMap<>();
    private final IdentityHashMap<ParsedRule, RuleNode> known = new IdentityHashMap<>();
    private final List<RuleNode> ordered = new ArrayList<>();

    /** On how many rules each is built, counted as often as a chain of references leads to one. */
    private final List<Long> builtOn = new ArrayList<>();

    ReferenceLinks(RuleReader.ParsedRules read) {
      this.read = read;
      for (ParsedRule parsed : read.rules()) {
        byReference.put(parsed.document().id(), parsed);
        byReference.put(parsed.document().label(), parsed);
      }
    }

    /** Returns the rules by their number. */
    List<RuleNode> follow() {
      List<ParsedRule.Correlation> waiting = new ArrayList<>();
      for (ParsedRule parsed : read.rules()) {
        if (parsed instanceof ParsedRule.Correlation correlation) {
          waiting.add(correlation);
        } else {
          add(parsed, List.of(), 0);
        }
      }
      ProblemList problems = new ProblemList();
      problems.each(waiting, this::checkReferences);
      problems.throwIfAny();
      List<ParsedRule.Correlation> ready = ready(waiting);
      while (!ready.isEmpty()) {
        problems.each(ready, this::add);
        waiting.removeIf(known::containsKey);
        ready = ready(waiting);
      }
      problems.each(
          waiting,
          parsed -> {
            throw parsed.part().problem("the rule is built on itself");
          });
      problems.throwIfAny();
      return List.copyOf(ordered);
    }

    private void checkReferences(ParsedRule.Correlation parsed) {
      for (YamlNode place : parsed.part().required("rules").items()) {
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

    private List<ParsedRule.Correlation> ready(List<ParsedRule.Correlation> waiting) {
      return waiting.stream()
          .filter(
              parsed -> parsed.rules().stream().map(byReference::get).allMatch(known::containsKey))
          .toList();
    }

    /** Chains are followed when a rule is compiled: two references on each level double them. */
    private void add(ParsedRule.Correlation parsed) {
      List<RuleNode> references =
          parsed.rules().stream().map(byReference::get).map(known::get).toList();
      List<Long> below = references.stream().map(rule -> builtOn.get(rule.index())).toList();
      long count = below.stream().mapToLong(each -> 1 + each).sum();
      add(parsed, references, Math.min(count, MAX_BUILT_ON + 1));
      if (count > MAX_BUILT_ON && below.stream().allMatch(each -> each <= MAX_BUILT_ON)) {
        throw parsed
            .part()
            .problem(
                "the rule is built on more than %,d rules, counted along every chain"
                    .formatted(MAX_BUILT_ON));
      }
    }

    private void add(ParsedRule parsed, List<RuleNode> references, long rulesBelow) {
      RuleNode rule = new RuleNode(ordered.size(), parsed, references);
      ordered.add(rule);
      known.put(parsed, rule);
      builtOn.add(rulesBelow);
    }
  }

  /**
   * Refuses what would keep a whole stream: a rule that selects every event, and groups that
   * whoever is seen can make without end.
   */
  private static final class BreadthChecks {
    private BreadthChecks() {}

    /** Looks at one rule, which names its fields rightly. */
    static void check(RuleNode rule) {
      if (rule.parsed() instanceof ParsedRule.Detection detection) {
        checkSelection(detection);
      } else {
        checkGroups(rule);
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

    private static void checkGroups(RuleNode rule) {
      ParsedRule.Correlation parsed = rule.correlation();
      for (int name = 0; name < parsed.groupBy().size(); name++) {
        YamlNode place = parsed.part().required("group-by").items().get(name);
        for (int i = 0; i < rule.references().size(); i++) {
          String source = parsed.sourceName(parsed.groupBy().get(name), i);
          for (StreamField field : rule.references().get(i).fields(source, rule)) {
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

  /**
   * Checks of what the scored rules of a set have to agree on, and what an alert can hold of them.
   */
  private static final class IndicatorChecks {
    /** The longest id of a rule and name of an indicator, in bytes of UTF-8. */
    private static final int LONGEST_NAME = 128;

    private IndicatorChecks() {}

    private record ScoredIndicator(ParsedRule parsed, ScoringPart scoring) {}

    /** Refuses a rule that contradicts one before it: the first of them. */
    static void check(List<RuleNode> rules) {
      Map<String, ScoredIndicator> firstOfIndicator = new HashMap<>();
      Map<ScoringPart.Family, ScoredIndicator> firstOfFamily = new HashMap<>();
      Map<AlertTrack, Set<String>> ofTrack = new EnumMap<>(AlertTrack.class);
      for (RuleNode rule : rules) {
        ParsedRule parsed = rule.parsed();
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
}
