package org.drey.rules.schema;

import java.io.Serializable;

/**
 * The numbers that a field may be, both ends among them; infinite where there is no end. Whoever
 * reads the events refuses others.
 */
public record NumberRange(double least, double most) implements Serializable {
  /** All numbers. */
  public static final NumberRange ANY =
      new NumberRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** From 0. */
  public static final NumberRange NON_NEGATIVE = new NumberRange(0, Double.POSITIVE_INFINITY);
}
