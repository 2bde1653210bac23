package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.compile.ParsedRule.Count;
import org.drey.rules.compile.ParsedRule.Grouping;
import org.drey.rules.compile.ParsedRule.References;
import org.drey.rules.compile.ParsedRule.Window;
import org.drey.rules.match.DetectionCompiler;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.match.NumberComparison;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaReader;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;
import org.jspecify.annotations.Nullable;

/** Reads rules from their documents, each on its own: the first step of the compiler. */
public final class RuleReader {
  private final Map<String, StreamSchema> byCategory = new HashMap<>();
  private final Map<String, List<String>> referenceSets;
  private final FamilyCaps families;

  /**
   * The rules as their documents have them.
   *
   * @param rules in the order of the documents
   * @param notLoaded ids and names of rules that are deprecated or unsupported
   * @param warnings one for each of those
   */
  record ParsedRules(List<ParsedRule> rules, Set<String> notLoaded, List<String> warnings) {}

  /**
   * Creates a reader.
   *
   * @param streams the streams that rules may read
   * @param referenceSets what placeholders stand for
   * @param families what rules may name as families
   */
  RuleReader(
      Collection<StreamSchema> streams,
      Map<String, List<String>> referenceSets,
      FamilyCaps families) {
    streams.forEach(stream -> byCategory.put(stream.category(), stream));
    this.referenceSets = referenceSets;
    this.families = families;
  }

  /**
   * The document of each rule, in the order of the files: Sigma's, with ids and names that appear
   * once, and one for each kind where a document is for several.
   *
   * @throws InvalidRulesException with everything that is wrong
   */
  public static List<SigmaDocument> documents(List<RuleFile> files) {
    ProblemList problems = new ProblemList();
    List<SigmaDocument> documents = documents(files, problems);
    problems.throwIfAny();
    return documents;
  }

  private static List<SigmaDocument> documents(List<RuleFile> files, ProblemList problems) {
    SigmaReader reader = new SigmaReader();
    List<SigmaDocument> written = reader.read(files);
    problems.add(reader.problems());
    List<SigmaDocument> rules = new ArrayList<>();
    for (SigmaDocument document : written) {
      if (!EntityKinds.areIn(document)) {
        rules.add(document);
        continue;
      }
      for (SigmaDocument rule : EntityKinds.expand(document, problems)) {
        List<YamlProblem> refused = reader.check(rule.root());
        problems.add(refused);
        if (refused.isEmpty()) {
          rules.add(rule);
        }
      }
    }
    Map<String, String> seen = new HashMap<>();
    List<SigmaDocument> unique = new ArrayList<>();
    problems.each(
        rules,
        rule -> {
          refuseSecond(seen, rule, "id", rule.id());
          if (rule.name() != null) {
            refuseSecond(seen, rule, "name", rule.name());
          }
          unique.add(rule);
        });
    return unique;
  }

  private static void refuseSecond(
      Map<String, String> seen, SigmaDocument document, String what, String value) {
    YamlNode root = document.root();
    String first = seen.putIfAbsent(what + " " + value, root.file() + ":" + root.line());
    if (first != null) {
      throw root.problem("the " + what + " '" + value + "' is at " + first + " too");
    }
  }

  /**
   * Reads the rules of files.
   *
   * @throws InvalidRulesException with everything that is wrong
   */
  ParsedRules read(List<RuleFile> files) {
    ProblemList problems = new ProblemList();
    List<SigmaDocument> loaded = new ArrayList<>();
    Set<String> notLoaded = new HashSet<>();
    List<String> warnings = new ArrayList<>();
    for (SigmaDocument document : documents(files, problems)) {
      if (document.status().isLoaded()) {
        loaded.add(document);
      } else {
        notLoaded.addAll(List.of(document.id(), document.label()));
        warnings.add(notLoaded(document));
      }
    }
    List<ParsedRule> rules = new ArrayList<>();
    problems.each(loaded, document -> rules.add(parsed(document)));
    problems.throwIfAny();
    return new ParsedRules(rules, notLoaded, warnings);
  }

  private static String notLoaded(SigmaDocument document) {
    String status = document.status().name().toLowerCase(Locale.ROOT);
    return document
        .root()
        .problem("not loaded: the rule '" + document.label() + "' is " + status)
        .problem()
        .toString();
  }

  private ParsedRule parsed(SigmaDocument document) {
    YamlNode part = document.get("drey");
    ScoringPart scoring = part == null ? null : DreyPart.read(part, families);
    ParsedRule parsed =
        document.isCorrelation()
            ? CorrelationPart.read(document, scoring)
            : detection(document, scoring);
    RuleText.checkWords(parsed);
    return parsed;
  }

  private ParsedRule detection(SigmaDocument document, @Nullable ScoringPart scoring) {
    StreamSchema stream = stream(document.required("logsource"));
    YamlNode detection = document.required("detection");
    EventPredicate condition = DetectionCompiler.compile(detection, stream, referenceSets);
    int slot = scoring == null ? -1 : EntityKinds.kindSlot(document, stream, scoring.entity());
    if (slot < 0) {
      return new ParsedRule.Detection(document, scoring, stream, null, condition);
    }
    EventPredicate ofKind = EntityKinds.condition(document, stream, slot);
    return new ParsedRule.Detection(
        document,
        scoring,
        stream,
        document.kind(),
        new EventPredicate.And(List.of(ofKind, condition)));
  }

  private StreamSchema stream(YamlNode logsource) {
    YamlNode category = logsource.get("category");
    List<String> known = byCategory.keySet().stream().sorted().toList();
    if (category == null) {
      throw logsource.problem("logsource needs a category, one of " + known);
    }
    StreamSchema stream = byCategory.get(category.text());
    if (stream == null) {
      throw category.problem(
          "no stream has the category '"
              + category.text()
              + "'"
              + NameSuggestions.didYouMean(category.text(), known)
              + "; there are "
              + known);
    }
    return stream;
  }

  /** Reads the {@code correlation} key of a rule. */
  private static final class CorrelationPart {
    private CorrelationPart() {}

    static ParsedRule.Correlation read(SigmaDocument document, @Nullable ScoringPart scoring) {
      YamlNode part = document.required("correlation");
      CorrelationRule.Type type = type(part.required("type"));
      List<String> rules = texts(part.required("rules"));
      List<String> groupBy = texts(part.required("group-by"));
      YamlNode timespan = part.required("timespan");
      Window window = new Window(timespan.text(), timespan.timespan());
      if (groupBy.isEmpty()) {
        throw part.required("group-by").problem("group-by needs at least one field");
      }
      if (rules.isEmpty() || rules.size() > Integer.SIZE) {
        throw part.required("rules").problem("a correlation refers to 1 to 32 rules");
      }
      Count count = count(type, part);
      Grouping grouping = new Grouping(groupBy, aliases(part.get("aliases"), rules));
      boolean generate = isTrue(document.get("generate")) || isTrue(part.get("generate"));
      References references = new References(rules, generate);
      return new ParsedRule.Correlation(document, scoring, references, grouping, window, count);
    }

    private static boolean isTrue(@Nullable YamlNode node) {
      return node != null && node.bool();
    }

    private static List<String> texts(YamlNode node) {
      return node.items().stream().map(YamlNode::text).toList();
    }

    private static CorrelationRule.Type type(YamlNode node) {
      for (CorrelationRule.Type type : CorrelationRule.Type.values()) {
        if (type.name().toLowerCase(Locale.ROOT).equals(node.text())) {
          return type;
        }
      }
      throw node.problem("the correlation type '" + node.text() + "' is not supported yet");
    }

    /** Sigma's schemas ask for a condition of each type but the temporal ones. */
    private static Count count(CorrelationRule.Type type, YamlNode part) {
      if (type.isTemporal()) {
        YamlNode given = part.get("condition");
        if (given != null) {
          throw given.problem("a temporal correlation needs every rule; it takes no condition");
        }
        return new Count(type, new CorrelationRule.Condition(List.of()), null);
      }
      YamlNode condition = part.required("condition");
      String field = null;
      List<CorrelationRule.Condition.Bound> bounds = new ArrayList<>();
      for (Map.Entry<String, YamlNode> entry : condition.fields().entrySet()) {
        if (entry.getKey().equals("field")) {
          field = countedField(entry.getValue());
        } else {
          bounds.add(bound(entry.getKey(), entry.getValue()));
        }
      }
      if (bounds.isEmpty()) {
        throw condition.problem("the condition needs a bound: gt, gte, lt, lte, eq or neq");
      }
      if (type == CorrelationRule.Type.VALUE_COUNT && field == null) {
        throw condition.problem("value_count needs the field whose values are counted");
      }
      if (type == CorrelationRule.Type.EVENT_COUNT && field != null) {
        throw condition.problem("event_count counts events and takes no field");
      }
      return new Count(type, new CorrelationRule.Condition(bounds), field);
    }

    private static String countedField(YamlNode node) {
      if (node.isList()) {
        throw node.problem("counting combinations of several fields is not supported yet");
      }
      return node.text();
    }

    private static CorrelationRule.Condition.Bound bound(String key, YamlNode limit) {
      for (NumberComparison comparison : NumberComparison.values()) {
        if (comparison.name().toLowerCase(Locale.ROOT).equals(key)) {
          return bound(comparison, limit);
        }
      }
      throw limit.problem(
          "the condition takes field, gt, gte, lt, lte, eq, neq; not '" + key + "'");
    }

    private static CorrelationRule.Condition.Bound bound(
        NumberComparison comparison, YamlNode limit) {
      long number = limit.wholeNumber();
      long least = comparison == NumberComparison.GT ? number + 1 : number;
      if (least > CorrelationRule.MAX_EVENTS) {
        throw limit.problem(
            "an entity keeps its newest "
                + CorrelationRule.MAX_EVENTS
                + " events, so that it cannot be counted to "
                + least);
      }
      return new CorrelationRule.Condition.Bound(comparison, number);
    }

    private static Map<String, Map<String, String>> aliases(
        @Nullable YamlNode node, List<String> rules) {
      if (node == null) {
        return Map.of();
      }
      Map<String, Map<String, String>> aliases = new HashMap<>();
      node.fields().forEach((name, byRule) -> aliases.put(name, alias(byRule, rules)));
      return Map.copyOf(aliases);
    }

    private static Map<String, String> alias(YamlNode node, List<String> rules) {
      Map<String, String> byRule = new HashMap<>();
      for (Map.Entry<String, YamlNode> entry : node.fields().entrySet()) {
        if (!rules.contains(entry.getKey())) {
          throw entry
              .getValue()
              .problem(
                  "the alias names '"
                      + entry.getKey()
                      + "', which the correlation does not refer to"
                      + NameSuggestions.didYouMean(entry.getKey(), rules));
        }
        byRule.put(entry.getKey(), entry.getValue().text());
      }
      return Map.copyOf(byRule);
    }
  }
}
