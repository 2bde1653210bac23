package org.drey.rules.correlate;

import org.drey.rules.compile.TokenRoute;
import org.drey.rules.log.EventFacet;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * One of the rules that a correlation refers to, by the numbers that state knows.
 *
 * @param input what the rule's events are as inputs
 * @param groupBy the fields of the group
 * @param value the field that is counted, null for none
 * @param route the fields that name the entity which the state is of
 */
record RuleInput(long input, int[] groupBy, @Nullable Integer value, TokenRoute route) {
  private static final String[] NO_GROUP = {};

  /** Returns whether a facet is of an entity. */
  boolean isOf(EntityKey entity, EventFacet facet) {
    return entity.token().equals(facet.value(route.token())) && entity.kind().equals(kind(facet));
  }

  private @Nullable String kind(EventFacet facet) {
    return route instanceof TokenRoute.VaryingKind varying
        ? facet.value(varying.kindAt())
        : ((TokenRoute.FixedKind) route).kind();
  }

  /** Returns whether a facet is of a group. */
  boolean isOf(String[] group, EventFacet facet) {
    for (int i = 0; i < group.length; i++) {
      if (!group[i].equals(facet.value(groupBy[i]))) {
        return false;
      }
    }
    return true;
  }

  /** The values of the group, none if one is missing. */
  @Nullable String[] group(EventFacet facet) {
    @Nullable String[] group = new String[groupBy.length];
    for (int i = 0; i < group.length; i++) {
      group[i] = facet.value(groupBy[i]);
      if (group[i] == null) {
        return NO_GROUP;
      }
    }
    return group;
  }
}
