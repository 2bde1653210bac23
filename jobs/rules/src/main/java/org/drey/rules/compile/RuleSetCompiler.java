package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.rules.event.Field;
import org.drey.rules.event.StreamSchema;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.Problem;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.RuleProblemException;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.sigma.SigmaReader;
import org.drey.rules.sigma.YamlNode;
import org.jspecify.annotations.Nullable;

/** Turns documents into a {@link RuleSet}: follows references, orders rules, carries values. */
final class RuleSetCompiler {
  private final Map<String, StreamSchema> byCategory = new HashMap<>();
  private final Map<String, List<String>> referenceSets;
  private final Duration outageAllowance;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Draft> byReference = new LinkedHashMap<>();
  private final Set<String> notLoaded = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  RuleSetCompiler(
      Collection<StreamSchema> streams,
      Map<String, List<String>> referenceSets,
      Duration outageAllowance) {
    streams.forEach(stream -> byCategory.put(stream.category(), stream));
    this.referenceSets = referenceSets;
    this.outageAllowance = outageAllowance;
  }

  RuleSet compile(List<RuleFile> files) {
    SigmaReader reader = new SigmaReader();
    List<SigmaDocument> documents = reader.read(files);
    problems.addAll(reader.problems());
    List<Draft> drafts = new ArrayList<>();
    documents.forEach(document -> collect(() -> drafts.add(draft(document))));
    drafts.removeIf(draft -> draft == null);
    stopIfBroken();
    drafts.forEach(draft -> collect(() -> resolve(draft)));
    stopIfBroken();
    List<Draft> ordered = order(drafts);
    stopIfBroken();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Draft draft = ordered.get(i);
      collect(
          () -> {
            carry(draft);
            BreadthChecks.check(draft);
          });
    }
    collect(() -> IndicatorChecks.check(ordered));
    stopIfBroken();
    RuleSet rules =
        new Assembly(version(files), warnings, ordered, outageAllowance).assemble(problems);
    stopIfBroken();
    return rules;
  }

  private @Nullable Draft draft(SigmaDocument document) {
    if (!document.status().isLoaded()) {
      notLoaded.add(document.id());
      notLoaded.add(document.label());
      warnings.add(
          document
              .root()
              .problem(
                  "not loaded: the rule '"
                      + document.label()
                      + "' is "
                      + document.status().name().toLowerCase(Locale.ROOT))
              .problem()
              .toString());
      return null;
    }
    Draft draft =
        document.isCorrelation()
            ? Draft.correlation(document)
            : Draft.detection(document, byCategory, referenceSets);
    byReference.put(document.id(), draft);
    byReference.put(document.label(), draft);
    return draft;
  }

  private void resolve(Draft draft) {
    for (int i = 0; i < draft.referenceNames.size(); i++) {
      String name = draft.referenceNames.get(i);
      YamlNode place = draft.correlation.fields().get("rules").items().get(i);
      Draft reference = byReference.get(name);
      if (reference == null) {
        throw place.problem(
            notLoaded.contains(name)
                ? "the rule '" + name + "' is deprecated or unsupported and is not loaded"
                : "there is no rule '"
                    + name
                    + "'"
                    + Suggestions.didYouMean(name, byReference.keySet()));
      }
      draft.references.add(reference);
    }
  }

  /** Detections first, then correlations after what they are built on. */
  private List<Draft> order(List<Draft> drafts) {
    Set<Draft> ordered = new LinkedHashSet<>();
    drafts.stream().filter(draft -> !draft.isCorrelation()).forEach(ordered::add);
    List<Draft> waiting = new ArrayList<>(drafts.stream().filter(Draft::isCorrelation).toList());
    boolean progress = true;
    while (progress) {
      List<Draft> ready = waiting.stream().filter(d -> ordered.containsAll(d.references)).toList();
      ready.forEach(draft -> collect(draft::countBuiltOn));
      ordered.addAll(ready);
      progress = waiting.removeIf(ordered::contains);
    }
    for (Draft draft : waiting) {
      problems.add(draft.correlation.problem("the rule is built on itself").problem());
    }
    int index = 0;
    for (Draft draft : ordered) {
      draft.index = index++;
    }
    return List.copyOf(ordered);
  }

  /** Tells the rules that a correlation is built on which values it needs of their events. */
  private static void carry(Draft draft) {
    for (int i = 0; i < draft.references.size(); i++) {
      Draft reference = draft.references.get(i);
      for (String group : draft.groupBy) {
        need(draft, reference, draft.sourceName(group, i));
      }
      if (draft.valueField != null) {
        need(draft, reference, draft.sourceName(draft.valueField, i));
      }
      for (String name : draft.needed) {
        if (!draft.groupBy.contains(name) && draft.completes(i)) {
          need(draft, reference, name);
        }
      }
    }
  }

  private static void need(Draft user, Draft reference, String name) {
    reference.needed.add(name);
    for (Field field : Leaves.fields(reference, name, user)) {
      if (field.kindField() != null) {
        reference.needed.add(field.kindField());
      }
    }
  }

  private static String version(List<RuleFile> files) {
    return SigmaDocument.sha256(
        files.stream()
            .map(file -> SigmaDocument.sha256(file.text()))
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  private void collect(Runnable step) {
    try {
      step.run();
    } catch (RuleProblemException e) {
      problems.add(e.problem());
    }
  }

  private void stopIfBroken() {
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
  }

  /** Every name that is carried, in a fixed order. */
  static List<String> carriedNames(List<Draft> drafts) {
    Set<String> names = new TreeSet<>();
    drafts.forEach(draft -> names.addAll(draft.needed));
    return List.copyOf(names);
  }
}
