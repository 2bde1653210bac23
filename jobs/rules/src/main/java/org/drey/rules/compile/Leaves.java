package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.event.Field;
import org.drey.rules.event.FieldType;
import org.drey.rules.match.Suggestions;
import org.jspecify.annotations.Nullable;

/** Follows a value's name through correlations down to the fields of the streams it comes from. */
final class Leaves {
  private Leaves() {}

  /**
   * The stream fields that a name stands for in the events of a rule.
   *
   * @param user the rule that asks, for messages
   * @throws org.drey.rules.sigma.RuleProblemException if a stream has no such field
   */
  static Set<Field> fields(Draft rule, String name, Draft user) {
    Set<Field> fields = new LinkedHashSet<>();
    collect(rule, name, user, fields);
    return fields;
  }

  /** The stream fields that each group-by field of a correlation stands for, in their order. */
  static List<Set<Field>> groupFields(Draft draft) {
    List<Set<Field>> groupFields = new ArrayList<>();
    for (String name : draft.groupBy) {
      Set<Field> fields = new LinkedHashSet<>();
      for (int i = 0; i < draft.references.size(); i++) {
        collect(draft.references.get(i), draft.sourceName(name, i), draft, fields);
      }
      groupFields.add(fields);
    }
    return groupFields;
  }

  private static void collect(Draft rule, String name, Draft user, Set<Field> fields) {
    if (!rule.isCorrelation()) {
      fields.add(streamField(rule, name, user));
      return;
    }
    boolean grouped = rule.groupBy.contains(name);
    for (int i = 0; i < rule.references.size(); i++) {
      if (grouped) {
        collect(rule.references.get(i), rule.sourceName(name, i), user, fields);
      } else if (rule.completes(i)) {
        collect(rule.references.get(i), name, user, fields);
      }
    }
  }

  private static Field streamField(Draft rule, String name, Draft user) {
    Field field = rule.stream.field(name);
    if (field == null) {
      throw user.correlation.problem(
          rule.stream.topic()
              + ", which '"
              + rule.document.label()
              + "' reads, has no field '"
              + name
              + "'"
              + Suggestions.didYouMean(name, rule.stream.slots().keySet()));
    }
    if (field.type() == FieldType.TEXT_LIST) {
      throw user.correlation.problem("'" + name + "' is a list and cannot be grouped or counted");
    }
    return field;
  }

  /** The log sources that a rule is built on, sorted. */
  static Set<String> sources(Draft rule) {
    Set<String> sources = new TreeSet<>();
    if (rule.stream != null) {
      sources.add(rule.stream.source());
    }
    rule.references.forEach(reference -> sources.addAll(sources(reference)));
    return sources;
  }

  /** The largest lateness of the streams that a rule is built on, in milliseconds. */
  static long latenessMillis(Draft rule) {
    long lateness = rule.stream == null ? 0 : rule.stream.lateness().toMillis();
    for (Draft reference : rule.references) {
      lateness = Math.max(lateness, latenessMillis(reference));
    }
    return lateness;
  }

  /**
   * What a correlation keeps in state, and where: what it selects and groups, without its points,
   * wording, status or threshold. Rules of one meaning keep the same.
   *
   * @param kept the values that it keeps of each event
   */
  static String meaning(Draft rule, Place place, Collection<String> kept) {
    StringBuilder meaning = new StringBuilder();
    append(rule, meaning);
    return meaning.append(" at ").append(place.name()).append(" keeps ").append(kept).toString();
  }

  /** What a rule selects: two rules that select the same have the same events. */
  static String selection(Draft rule) {
    StringBuilder selection = new StringBuilder();
    append(rule, selection);
    return selection.toString();
  }

  private static void append(Draft rule, StringBuilder meaning) {
    if (!rule.isCorrelation()) {
      meaning.append(rule.stream.topic()).append(' ');
      meaning.append(rule.document.fields().get("detection").toJson());
      return;
    }
    meaning.append(rule.type.name()).append(rule.groupBy).append(rule.timespanMillis);
    for (int i = 0; i < rule.references.size(); i++) {
      Draft reference = rule.references.get(i);
      meaning.append('(');
      append(reference, meaning);
      if (reference.isCorrelation()) {
        meaning.append(reference.threshold);
      }
      for (String name : rule.groupBy) {
        meaning.append(' ').append(rule.sourceName(name, i));
      }
      if (rule.valueField != null) {
        meaning.append(" counted ").append(rule.sourceName(rule.valueField, i));
      }
      meaning.append(')');
    }
  }

  /** The one field of a set, or null if there are several that differ in kind. */
  static @Nullable Field sameKind(Set<Field> fields) {
    Field first = fields.iterator().next();
    for (Field field : fields) {
      boolean same =
          field.entity() == first.entity() && Objects.equals(field.kindField(), first.kindField());
      if (!same) {
        return null;
      }
    }
    return first;
  }
}
