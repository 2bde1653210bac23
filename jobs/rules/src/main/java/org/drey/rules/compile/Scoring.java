package org.drey.rules.compile;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's {@code drey} part says about points.
 *
 * @param indicator the indicator that the rule shows; several rules may show one
 * @param track the track it counts on
 * @param entity the field whose value is scored
 * @param points at full strength; 10 points double the odds; below zero for a benign look-alike
 * @param strength of one firing, over 0 to 1
 * @param halfLifeMillis after which half of the evidence is left; 0 for a benign look-alike
 * @param family indicators that are capped and damped together; null for a benign look-alike
 * @param hard whether benign findings leave it alone
 * @param opens whether a finding opens an alert whatever the score
 */
public record Scoring(
    String indicator,
    Track track,
    String entity,
    double points,
    double strength,
    long halfLifeMillis,
    @Nullable String family,
    boolean hard,
    boolean opens)
    implements Serializable {

  public boolean isBenign() {
    return points < 0;
  }
}
