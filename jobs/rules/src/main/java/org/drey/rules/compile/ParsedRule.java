package org.drey.rules.compile;

import java.util.List;
import java.util.Map;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** A rule as its document has it, before its references are followed. */
sealed interface ParsedRule {
  SigmaDocument document();

  /** Its points, or null. */
  @Nullable ScoringPart scoring();

  /** The value of a key of the document that the rule is known to have. */
  default YamlNode part(String key) {
    return document().required(key);
  }

  /**
   * A rule over single events of a stream.
   *
   * @param kind the kind of entity of whose events it is, where events of the stream are of several
   *     and the document is for several; else null
   * @param condition with that
   */
  record Detection(
      SigmaDocument document,
      @Nullable ScoringPart scoring,
      StreamSchema stream,
      @Nullable EntityKind kind,
      EventPredicate condition)
      implements ParsedRule {}

  /**
   * A rule over several events.
   *
   * @param references the rules it refers to
   */
  record Correlation(
      SigmaDocument document,
      @Nullable ScoringPart scoring,
      References references,
      Grouping grouping,
      Window window,
      Count count)
      implements ParsedRule {

    YamlNode part() {
      return part("correlation");
    }

    List<String> rules() {
      return references.rules();
    }

    List<String> groupBy() {
      return grouping.names();
    }

    /** Returns what a group-by or counted field is called in the events of a reference. */
    String sourceName(String name, int reference) {
      Map<String, String> byRule = grouping.aliases().getOrDefault(name, Map.of());
      return byRule.getOrDefault(rules().get(reference), name);
    }

    /** Returns whether an event of a reference can complete a finding. */
    boolean completes(int reference) {
      return count.type() != CorrelationRule.Type.TEMPORAL_ORDERED
          || reference == rules().size() - 1;
    }

    /** Returns whether a finding is final as soon as its window fulfils the condition. */
    boolean isMonotone() {
      return count.type().isTemporal() || count.threshold().isMonotone();
    }
  }

  /**
   * The rules that a correlation is built on.
   *
   * @param rules names or ids
   * @param generate whether those report their own findings beside this one's
   */
  record References(List<String> rules, boolean generate) {}

  /**
   * The grouping of events.
   *
   * @param names the group-by fields
   * @param aliases of a name, what it is called in the events of some of the rules
   */
  record Grouping(List<String> names, Map<String, Map<String, String>> aliases) {}

  /**
   * The length of the window.
   *
   * @param written as the document has it
   */
  record Window(String written, long millis) {}

  /**
   * The value that is counted, and the condition on it.
   *
   * @param field whose values are counted, or null if events or rules are
   */
  record Count(
      CorrelationRule.Type type, CorrelationRule.Condition threshold, @Nullable String field) {}
}
