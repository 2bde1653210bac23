package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
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
  static Set<StreamField> fields(LinkedRule rule, String name, LinkedRule.Correlation user) {
    Set<StreamField> fields = new LinkedHashSet<>();
    collect(rule, name, user, fields);
    return fields;
  }

  /** The stream fields that each group-by field of a correlation stands for, in their order. */
  static List<Set<StreamField>> groupFields(LinkedRule.Correlation rule) {
    List<Set<StreamField>> groupFields = new ArrayList<>();
    for (String name : rule.parsed().groupBy()) {
      Set<StreamField> fields = new LinkedHashSet<>();
      for (int i = 0; i < rule.references().size(); i++) {
        collect(rule.references().get(i), rule.parsed().sourceName(name, i), rule, fields);
      }
      groupFields.add(fields);
    }
    return groupFields;
  }

  /** The stream fields that the counted field of a correlation stands for. */
  static Set<StreamField> countedFields(LinkedRule.Correlation rule, String name) {
    Set<StreamField> fields = new LinkedHashSet<>();
    for (int i = 0; i < rule.references().size(); i++) {
      collect(rule.references().get(i), rule.parsed().sourceName(name, i), rule, fields);
    }
    return fields;
  }

  private static void collect(
      LinkedRule rule, String name, LinkedRule.Correlation user, Set<StreamField> fields) {
    if (rule instanceof LinkedRule.Correlation correlation) {
      collectBelow(correlation, name, user, fields);
    } else if (rule instanceof LinkedRule.Detection detection) {
      fields.add(streamField(detection.parsed(), name, user));
    }
  }

  private static void collectBelow(
      LinkedRule.Correlation rule,
      String name,
      LinkedRule.Correlation user,
      Set<StreamField> fields) {
    boolean grouped = rule.parsed().groupBy().contains(name);
    for (int i = 0; i < rule.references().size(); i++) {
      LinkedRule reference = rule.references().get(i);
      if (grouped) {
        collect(reference, rule.parsed().sourceName(name, i), user, fields);
      } else if (rule.parsed().completes(i)) {
        collect(reference, name, user, fields);
      }
    }
  }

  private static StreamField streamField(
      ParsedRule.Detection source, String name, LinkedRule.Correlation user) {
    StreamField field = source.stream().field(name);
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
                  + NameSuggestions.didYouMean(name, source.stream().slots().keySet()));
    }
    if (field.type() == FieldType.TEXT_LIST) {
      throw user.parsed()
          .part()
          .problem("'" + name + "' is a list and cannot be grouped or counted");
    }
    return field;
  }

  /** The one field of a set, or null if there are several that differ in kind. */
  static @Nullable StreamField sameKind(Set<StreamField> fields) {
    StreamField first = fields.iterator().next();
    for (StreamField field : fields) {
      boolean same =
          field.entity() == first.entity() && Objects.equals(field.kindField(), first.kindField());
      if (!same) {
        return null;
      }
    }
    return first;
  }
}
