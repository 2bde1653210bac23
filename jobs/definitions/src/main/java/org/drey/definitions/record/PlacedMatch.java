package org.drey.definitions.record;

import org.drey.rules.correlate.Match;

/**
 * A match on its way to the state of an entity, with the place of the record that it is of: every
 * step can write a dead letter.
 *
 * @param rules the mark of the rule set that the numbers of its rules belong to
 */
public record PlacedMatch(Match match, Place place, String rules) {
  /** The match, where rules with this mark are in force; a fault where others are. */
  public Match under(String mark) {
    OtherRulesException.demand(rules, mark);
    return match;
  }
}
