package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drey.base.Suggestions;
import org.drey.rules.schema.Field;
import org.drey.rules.schema.FieldType;
import org.jspecify.annotations.Nullable;

/** Follows a value's name through correlations down to the fields of the streams it comes from. */
final class SourceFields {
  private SourceFields() {}

  /**
   * The stream fields that a name stands for in the events of a rule.
   *
   * @param user the rule that asks, for messages
   * @throws org.drey.yaml.ProblemException if a stream has no such field
   */
  static Set<Field> fields(Linked rule, String name, Linked.Correlation user) {
    Set<Field> fields = new LinkedHashSet<>();
    collect(rule, name, user, fields);
    return fields;
  }

  /** The stream fields that each group-by field of a correlation stands for, in their order. */
  static List<Set<Field>> groupFields(Linked.Correlation rule) {
    List<Set<Field>> groupFields = new ArrayList<>();
    for (String name : rule.parsed().groupBy()) {
      Set<Field> fields = new LinkedHashSet<>();
      for (int i = 0; i < rule.references().size(); i++) {
        collect(rule.references().get(i), rule.parsed().sourceName(name, i), rule, fields);
      }
      groupFields.add(fields);
    }
    return groupFields;
  }

  private static void collect(
      Linked rule, String name, Linked.Correlation user, Set<Field> fields) {
    if (rule instanceof Linked.Correlation correlation) {
      collectBelow(correlation, name, user, fields);
    } else if (rule instanceof Linked.Detection detection) {
      fields.add(streamField(detection.parsed(), name, user));
    }
  }

  private static void collectBelow(
      Linked.Correlation rule, String name, Linked.Correlation user, Set<Field> fields) {
    boolean grouped = rule.parsed().groupBy().contains(name);
    for (int i = 0; i < rule.references().size(); i++) {
      Linked reference = rule.references().get(i);
      if (grouped) {
        collect(reference, rule.parsed().sourceName(name, i), user, fields);
      } else if (rule.parsed().completes(i)) {
        collect(reference, name, user, fields);
      }
    }
  }

  private static Field streamField(
      ParsedRule.Detection source, String name, Linked.Correlation user) {
    Field field = source.stream().field(name);
    if (field == null) {
      throw user.parsed()
          .part()
          .problem(
              source.stream().topic()
                  + ", which '"
                  + source.document().label()
                  + "' reads, has no field '"
                  + name
                  + "'"
                  + Suggestions.didYouMean(name, source.stream().slots().keySet()));
    }
    if (field.type() == FieldType.TEXT_LIST) {
      throw user.parsed()
          .part()
          .problem("'" + name + "' is a list and cannot be grouped or counted");
    }
    return field;
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
