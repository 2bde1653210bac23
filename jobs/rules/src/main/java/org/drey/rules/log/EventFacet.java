package org.drey.rules.log;

import org.jspecify.annotations.Nullable;

/**
 * The facet of an event for the rules that read it: which of their inputs it is, with the values
 * that they need. An event that completes findings has a facet for each, because a finding's group
 * overlays the event's values.
 *
 * @param shape which inputs and which fields
 * @param values the fields' values, in the order of the shape
 * @param since the clock when it came in, if it was behind the clock; else 0
 */
public record EventFacet(FacetShape shape, @Nullable String[] values, long since) {

  /** The value of a field, null if it has none. */
  public @Nullable String value(int field) {
    int at = shape.indexOf(field);
    return at < 0 ? null : values[at];
  }
}
