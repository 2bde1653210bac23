package org.drey.rules.compile;

import java.io.Serializable;

/**
 * The share of what its rule is worth that a finding counts.
 *
 * @param value what the rule's strength is multiplied by, over 0 to 1
 * @param caveats bit n: the n-th of the rule's {@link QualityFactors} applies
 */
public record FindingQuality(double value, int caveats) implements Serializable {
  /** Of what counts in full. */
  public static final FindingQuality FULL = new FindingQuality(1, 0);

  /** The quality of a finding of which nothing but a factor is known. */
  public static FindingQuality of(double value) {
    return new FindingQuality(value, 0);
  }
}
