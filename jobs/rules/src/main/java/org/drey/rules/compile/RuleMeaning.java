package org.drey.rules.compile;

import java.util.List;
import org.drey.base.Sha256Digests;
import org.drey.rules.sigma.YamlJson;

/**
 * The name of a rule's events and groups in state: what it selects and groups, without its points,
 * wording, status or threshold. Rules of one meaning share what they keep.
 */
final class RuleMeaning {
  private static final int LENGTH = 12;

  private RuleMeaning() {}

  /** The name of a rule's events: rules that select the same have the same. */
  static String ofEvents(RuleNode rule) {
    StringBuilder meaning = new StringBuilder();
    if (rule.isCorrelation()) {
      // Its events are its findings, which no other rule's are.
      meaning.append(rule.parsed().document().id());
      meaning.append(rule.correlation().count().threshold());
    }
    append(rule, meaning);
    return digest(meaning);
  }

  /**
   * The name of a correlation's groups in the state of an entity.
   *
   * @param place the group-by field at which it is evaluated
   * @param kept the values that it keeps of each event
   */
  static String ofGroups(RuleNode rule, String place, List<String> kept) {
    StringBuilder meaning = new StringBuilder();
    append(rule, meaning);
    return digest(meaning.append(" at ").append(place).append(" keeps ").append(kept));
  }

  /** The name of what a correlation groups and counts, wherever it is and whatever it keeps. */
  static String of(RuleNode rule) {
    StringBuilder meaning = new StringBuilder();
    append(rule, meaning);
    return digest(meaning);
  }

  private static String digest(StringBuilder meaning) {
    return Sha256Digests.hex(meaning.toString()).substring(0, LENGTH);
  }

  private static void append(RuleNode rule, StringBuilder meaning) {
    if (rule.parsed() instanceof ParsedRule.Detection detection) {
      meaning.append(detection.stream().topic()).append(' ');
      meaning.append(YamlJson.of(detection.part("detection")));
      if (detection.kind() != null) {
        meaning.append(' ').append(detection.kind());
      }
      return;
    }
    ParsedRule.Correlation parsed = rule.correlation();
    meaning.append(parsed.count().type().name()).append(parsed.groupBy());
    meaning.append(parsed.window().millis());
    for (int i = 0; i < rule.references().size(); i++) {
      RuleNode reference = rule.references().get(i);
      meaning.append('(');
      append(reference, meaning);
      if (reference.isCorrelation()) {
        meaning.append(reference.correlation().count().threshold());
      }
      for (String name : parsed.groupBy()) {
        meaning.append(' ').append(parsed.sourceName(name, i));
      }
      if (parsed.count().field() != null) {
        meaning.append(" counted ").append(parsed.sourceName(parsed.count().field(), i));
      }
      meaning.append(')');
    }
  }
}
