package org.drey.rules.correlate;

import org.drey.rules.compile.Route;
import org.drey.rules.log.Facet;
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
record Input(long input, int[] groupBy, @Nullable Integer value, Route route) {
  private static final String[] NO_GROUP = {};

  /** Returns whether a facet is of an entity. */
  boolean isOf(EntityKey entity, Facet facet) {
    return entity.token().equals(facet.value(route.token())) && entity.kind().equals(kind(facet));
  }

  private @Nullable String kind(Facet facet) {
    return route instanceof Route.Varying varying
        ? facet.value(varying.kindAt())
        : ((Route.Fixed) route).kind();
  }

  /** Returns whether a facet is of a group. */
  boolean isOf(String[] group, Facet facet) {
    for (int i = 0; i < group.length; i++) {
      if (!group[i].equals(facet.value(groupBy[i]))) {
        return false;
      }
    }
    return true;
  }

  /** The values of the group, none if one is missing. */
  @Nullable String[] group(Facet facet) {
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
