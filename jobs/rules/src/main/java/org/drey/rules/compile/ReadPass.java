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
import org.drey.rules.match.NumberComparison;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The first pass: understands each document on its own. */
final class ReadPass {
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
   * A pass over documents.
   *
   * @param streams the streams that rules may read
   * @param referenceSets what placeholders stand for
   * @param families what rules may name as families
   */
  ReadPass(
      Collection<StreamSchema> streams,
      Map<String, List<String>> referenceSets,
      FamilyCaps families) {
    streams.forEach(stream -> byCategory.put(stream.category(), stream));
    this.referenceSets = referenceSets;
    this.families = families;
  }

  PassResult<ParsedRules> read(List<RuleFile> files) {
    PassResult<List<SigmaDocument>> documents = ParsedDocuments.read(files, byCategory.values());
    List<SigmaDocument> loaded = new ArrayList<>();
    Set<String> notLoaded = new HashSet<>();
    List<String> warnings = new ArrayList<>();
    for (SigmaDocument document : documents.value()) {
      if (document.status().isLoaded()) {
        loaded.add(document);
      } else {
        notLoaded.addAll(List.of(document.id(), document.label()));
        warnings.add(notLoaded(document));
      }
    }
    PassResult<List<ParsedRule>> rules = PassResult.each(loaded, this::parsed);
    return new PassResult<>(
            new ParsedRules(rules.value(), Set.copyOf(notLoaded), List.copyOf(warnings)),
            documents.problems())
        .and(rules.problems());
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
    TextPart.check(parsed);
    return parsed;
  }

  private ParsedRule detection(SigmaDocument document, @Nullable ScoringPart scoring) {
    StreamSchema stream = stream(document.required("logsource"));
    return new ParsedRule.Detection(
        document,
        scoring,
        stream,
        DetectionCompiler.compile(document.required("detection"), stream, referenceSets));
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
        return new Count(type, new CorrelationCondition(List.of()), null);
      }
      YamlNode condition = part.required("condition");
      String field = null;
      List<CorrelationCondition.Bound> bounds = new ArrayList<>();
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
      return new Count(type, new CorrelationCondition(bounds), field);
    }

    private static String countedField(YamlNode node) {
      if (node.isList()) {
        throw node.problem("counting combinations of several fields is not supported yet");
      }
      return node.text();
    }

    private static CorrelationCondition.Bound bound(String key, YamlNode limit) {
      for (NumberComparison comparison : NumberComparison.values()) {
        if (comparison.name().toLowerCase(Locale.ROOT).equals(key)) {
          return new CorrelationCondition.Bound(comparison, limit.wholeNumber());
        }
      }
      throw limit.problem(
          "the condition takes field, gt, gte, lt, lte, eq, neq; not '" + key + "'");
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
