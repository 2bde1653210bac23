package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.StreamField;
import org.jspecify.annotations.Nullable;

/**
 * A group-by field at which a correlation may be evaluated: its groups then lie in the state of the
 * entity that the field names.
 *
 * @param field which of the group-by fields
 * @param name as the rule names it
 * @param kind the kind of entity whose state it is; for a field that names none, a separate one
 * @param kindField the field that says the kind instead, for one whose kind varies
 */
record EvaluationField(int field, String name, String kind, @Nullable String kindField) {

  /** Kinds by how many others one entity of them meets, the fewest first. */
  private static final List<String> BY_FAN_IN =
      List.of(
          EntityKind.SUBJECT.name(),
          EntityKind.DEVICE.name(),
          EntityKind.HOST.name(),
          EntityKind.PAYEE.name(),
          EntityKind.MERCHANT.name(),
          EntityKind.DOMAIN.name());

  /**
   * Returns where a correlation may be evaluated, the smallest state first; after the entities come
   * what names none, as the rule has it. A token whose kind varies says by itself not which entity
   * it is, so its groups can be distinguished only in the entity's own state: there is no other
   * choice.
   */
  static List<EvaluationField> choices(LinkedRule.Correlation rule) {
    ParsedRule.Correlation parsed = rule.parsed();
    List<Set<StreamField>> groupFields = SourceFields.groupFields(rule);
    List<EvaluationField> all = new ArrayList<>();
    for (int i = 0; i < groupFields.size(); i++) {
      all.add(of(parsed.groupBy().get(i), i, SourceFields.sameKind(groupFields.get(i))));
    }
    List<EvaluationField> varying = all.stream().filter(place -> place.kindField != null).toList();
    if (varying.isEmpty()) {
      return all.stream().sorted(Comparator.comparingInt(EvaluationField::fanIn)).toList();
    }
    List<EvaluationField> scored =
        varying.stream().filter(place -> place.isScored(parsed)).toList();
    return scored.isEmpty() ? varying : scored;
  }

  private static EvaluationField of(String name, int field, @Nullable StreamField leaf) {
    String kind = leaf == null || leaf.entity() == null ? "field:" + name : leaf.entity().name();
    return new EvaluationField(field, name, kind, leaf == null ? null : leaf.kindField());
  }

  private int fanIn() {
    int at = BY_FAN_IN.indexOf(kind);
    return at < 0 ? BY_FAN_IN.size() : at;
  }

  private boolean isScored(ParsedRule parsed) {
    return parsed.scoring() != null && parsed.scoring().entity().equals(name);
  }
}
