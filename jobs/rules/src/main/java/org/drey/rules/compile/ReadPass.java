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
import org.drey.rules.match.DetectionCompiler;
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
}
