package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.base.NameSuggestions;
import org.drey.rules.match.DetectionCompiler;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.words.SentencePattern;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code drey.quality} and {@code drey.severe} of rules whose references are known: a
 * condition may ask for whatever a stream underneath has.
 */
final class QualityPart {
  private static final Set<String> KEYS = Set.of("when", "unless", "factor", "words");

  private static final int MAX_FACTORS = 10;

  private final Map<String, List<String>> referenceSets;

  private QualityPart(Map<String, List<String>> referenceSets) {
    this.referenceSets = referenceSets;
  }

  /** Returns the factors of each rule, by its number; places of fields are not known yet. */
  static List<QualityFactors> read(List<RuleNode> rules, Map<String, List<String>> referenceSets) {
    QualityPart part = new QualityPart(referenceSets);
    List<QualityFactors> read = new ArrayList<>();
    ProblemList problems = new ProblemList();
    problems.each(rules, rule -> read.add(part.read(rule)));
    problems.throwIfAny();
    return read;
  }

  private QualityFactors read(RuleNode rule) {
    YamlNode part = rule.parsed().document().get("drey");
    if (part == null) {
      return QualityFactors.NONE;
    }
    List<YamlNode> factors = factors(part.get("quality"));
    YamlNode severe = part.get("severe");
    List<YamlNode> selections = new ArrayList<>();
    factors.forEach(factor -> selections.add(selection(factor)));
    if (severe != null) {
      checkSevere(rule, severe);
      selections.add(severe);
    }
    Map<String, StreamField> fields = new LinkedHashMap<>();
    selections.forEach(
        one -> names(one).forEach((name, at) -> fields.put(name, field(rule, name, at))));
    StreamSchema events = events(rule, List.copyOf(fields.values()));
    return new QualityFactors(
        factors.stream().map(item -> factor(item, events)).toList(),
        severe == null ? null : DetectionCompiler.selection(severe, events, referenceSets),
        List.copyOf(fields.values()),
        new int[0]);
  }

  private static List<YamlNode> factors(@Nullable YamlNode quality) {
    if (quality == null) {
      return List.of();
    }
    List<YamlNode> items = quality.items();
    if (!quality.isList() || items.isEmpty() || items.size() > MAX_FACTORS) {
      throw quality.problem("'quality' is a list of one to " + MAX_FACTORS + " factors");
    }
    return items;
  }

  /** Severe findings are for tracks where a child makes it worse; others have a fixed severity. */
  private static void checkSevere(RuleNode rule, YamlNode severe) {
    if (!severe.isMap()) {
      throw severe.problem("'severe' is a selection: a map of fields and values");
    }
    ScoringPart scoring = rule.parsed().scoring();
    AlertTrack track = scoring == null ? null : scoring.track();
    if (track != AlertTrack.PAYER && track != AlertTrack.FACILITATOR) {
      throw severe.problem("'severe' is for rules on the tracks payer and facilitator");
    }
  }

  private QualityFactors.Factor factor(YamlNode item, StreamSchema events) {
    YamlNode words = item.required("words");
    double factor = item.required("factor").number().doubleValue();
    if (factor <= 0 || factor >= 1) {
      throw item.required("factor").problem("a factor of 'quality' is over 0 and below 1");
    }
    SentencePattern.problem(words.words(), Set.of())
        .ifPresent(
            problem -> {
              throw words.problem("the words of a factor are " + problem);
            });
    EventPredicate selected = DetectionCompiler.selection(selection(item), events, referenceSets);
    return new QualityFactors.Factor(
        item.get("unless") == null ? selected : new EventPredicate.Not(selected),
        factor,
        words.words());
  }

  /** The selection of a factor, once it is known to be one. */
  private static YamlNode selection(YamlNode item) {
    item.fields(KEYS);
    YamlNode when = item.get("when");
    YamlNode unless = item.get("unless");
    if ((when == null) == (unless == null)) {
      throw item.problem("a factor of 'quality' has either 'when' or 'unless'");
    }
    YamlNode selection = when == null ? item.required("unless") : when;
    if (!selection.isMap()) {
      throw selection.problem("the selection of a factor is a map of fields and values");
    }
    return selection;
  }

  /** The fields that a selection asks for, and where. */
  private static Map<String, YamlNode> names(YamlNode selection) {
    Map<String, YamlNode> names = new LinkedHashMap<>();
    selection.fields().forEach((key, value) -> names.put(key.split("\\|", 2)[0], value));
    return names;
  }

  /** The events that the conditions of a rule are about: for a correlation, what it finds. */
  private static StreamSchema events(RuleNode rule, List<StreamField> fields) {
    StreamSchema first = rule.leaves().iterator().next().stream();
    return !rule.isCorrelation()
        ? first
        : StreamSchema.of(
            "the completing event",
            first.category(),
            first.source(),
            first.lateness(),
            fields,
            Map.of());
  }

  /** A field by the name that the rule uses: a group-by field, or that of a stream underneath. */
  private static StreamField field(RuleNode rule, String name, YamlNode place) {
    Set<StreamField> known = known(rule, name);
    if (known.isEmpty()) {
      throw place.problem(
          "no stream that the rule is built on has a field '"
              + name
              + "'"
              + NameSuggestions.didYouMean(name, names(rule)));
    }
    StreamField first = known.iterator().next();
    boolean isOne =
        known.stream()
            .allMatch(f -> f.type() == first.type() && f.symbols().equals(first.symbols()));
    if (!isOne || (rule.isCorrelation() && first.type() == FieldType.TEXT_LIST)) {
      throw place.problem(
          "'"
              + name
              + "' "
              + (isOne ? "is a list" : "is of several types")
              + ": a finding has no such value");
    }
    return new StreamField(
        name,
        first.type(),
        first.symbols(),
        first.entity(),
        first.kindField(),
        first.range(),
        first.raw(),
        first.keywords());
  }

  private static Set<StreamField> known(RuleNode rule, String name) {
    if (rule.isCorrelation() && rule.correlation().groupBy().contains(name)) {
      return rule.sources(name);
    }
    Set<StreamField> known = new LinkedHashSet<>();
    for (ParsedRule.Detection leaf : rule.leaves()) {
      StreamField field = leaf.stream().field(name);
      if (field != null) {
        known.add(field);
      }
    }
    return known;
  }

  private static Set<String> names(RuleNode rule) {
    Set<String> names = new TreeSet<>();
    rule.leaves().forEach(leaf -> names.addAll(leaf.stream().slots().keySet()));
    return names;
  }
}
