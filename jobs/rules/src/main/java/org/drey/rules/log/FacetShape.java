package org.drey.rules.log;

import java.util.Arrays;

/**
 * Inputs and fields of a facet, by numbers that outlive a rule set.
 *
 * @param inputs what the event is for rules, as their meaning says
 * @param fields which values it bears, as their names say
 */
public record FacetShape(long[] inputs, int[] fields) {

  /** Returns whether an event of this shape is such an input. */
  public boolean has(long input) {
    for (long own : inputs) {
      if (own == input) {
        return true;
      }
    }
    return false;
  }

  /** The place of a field among the values, -1 if it has none. */
  public int indexOf(int field) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] == field) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FacetShape shape
        && Arrays.equals(inputs, shape.inputs)
        && Arrays.equals(fields, shape.fields);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(inputs) + Arrays.hashCode(fields);
  }

  @Override
  public String toString() {
    return Arrays.toString(inputs) + Arrays.toString(fields);
  }
}
