package org.drey.rules.schema;

import java.io.Serializable;

/**
 * The numbers that a field may be, both ends among them; infinite where there is no end. Whoever
 * reads the events refuses others.
 */
public record Range(double least, double most) implements Serializable {
  /** All numbers. */
  public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** From 0. */
  public static final Range NON_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);
}
