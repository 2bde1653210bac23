package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;

/** The keys under which the groups of an entity are kept: the rule's state name, then the group. */
final class GroupKeys {
  private static final char SEPARATOR = '\u001f';

  private GroupKeys() {}

  /** The key of a group; no two groups share one. */
  static String of(CorrelationRule rule, String[] groupValues) {
    StringBuilder key = new StringBuilder(prefix(rule));
    for (String value : groupValues) {
      key.append(value.length()).append(':').append(value);
    }
    return key.toString();
  }

  /** What the keys of a rule's groups begin with. */
  static String prefix(CorrelationRule rule) {
    return rule.stateName() + SEPARATOR + rule.head().id() + SEPARATOR;
  }

  /** The prefix that a key begins with. */
  static String prefixOf(String key) {
    return key.substring(0, key.indexOf(SEPARATOR, key.indexOf(SEPARATOR) + 1) + 1);
  }
}
