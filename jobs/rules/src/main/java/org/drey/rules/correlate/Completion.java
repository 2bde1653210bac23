package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * An event of a group that may complete a finding.
 *
 * @param rule the correlation
 * @param group its group
 * @param index which event of the group
 */
record Completion(CorrelationRule rule, Group group, int index) {

  Observation event() {
    return group.observations().get(index);
  }

  Window window() {
    return Window.at(rule, group, index);
  }

  /**
   * The finding that the event completes.
   *
   * @param entity in whose state
   */
  Finding finding(EntityKey entity, Window window) {
    return new Finding(
        Finding.id(
            rule.head().id(),
            rule.groupBy().stream().map(CorrelationRule.GroupField::name).toList(),
            group.values(),
            event().event()),
        rule.head().index(),
        scored(entity),
        entity.tokenDomain(),
        event().event(),
        event().time(),
        group.values(),
        window.observed(),
        window.seen(),
        window.events(),
        1,
        Finding.NEVER);
  }

  /** The entity that is scored, whose state need not be this; a kind that varies is this one's. */
  private @Nullable EntityKey scored(EntityKey entity) {
    if (rule.scored() < 0) {
      return null;
    }
    String kind = rule.groupBy().get(rule.scored()).kind();
    return new EntityKey(
        entity.tokenDomain(),
        entity.keyVersion(),
        kind == null ? entity.kind() : kind,
        group.values()[rule.scored()]);
  }

  /**
   * The event's values, overlaid by the group's.
   *
   * @param carried how many values are carried
   */
  @Nullable String[] values(int carried) {
    @Nullable String[] values = new String[carried];
    for (int i = 0; i < rule.kept().length; i++) {
      values[rule.kept()[i]] = event().kept()[i];
    }
    for (int i = 0; i < rule.groupAt().length; i++) {
      if (rule.groupAt()[i] >= 0) {
        values[rule.groupAt()[i]] = group.values()[i];
      }
    }
    return values;
  }
}
