package org.drey.rules.compile;

import java.io.Serializable;

/**
 * The share of what its rule is worth that a finding counts, and whether it is of the worst kind.
 *
 * @param value what the rule's strength is multiplied by, over 0 to 1
 * @param caveats bit n: the n-th of the rule's {@link QualityFactors} applies
 * @param severe whether the rule's {@code drey.severe} selects its completing event
 */
public record FindingQuality(double value, int caveats, boolean severe) implements Serializable {
  /** The quality of what counts in full and is not severe. */
  public static final FindingQuality FULL = new FindingQuality(1, 0, false);

  /** The quality of a finding of which nothing but a factor is known. */
  public static FindingQuality of(double value) {
    return new FindingQuality(value, 0, false);
  }
}
