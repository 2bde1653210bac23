package org.drey.definitions.record;

import org.drey.rules.correlate.Finding;

/**
 * A finding on its way to the score, with the place of the record that brought it about: every step
 * can write a dead letter.
 *
 * @param rules the mark of the rule set that the number of its rule belongs to
 */
public record PlacedFinding(Finding finding, Place place, String rules) {
  /** The finding, where rules with this mark are in force; a fault where others are. */
  public Finding under(String mark) {
    OtherRulesException.demand(rules, mark);
    return finding;
  }
}
