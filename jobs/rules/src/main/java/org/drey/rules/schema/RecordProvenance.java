package org.drey.rules.schema;

/**
 * The origin of what travels from step to step, which no rule reads: by it any step can write a
 * dead letter, and none takes the number of a rule for that of another rule set.
 *
 * @param place of the record that brought it about; {@link RecordPosition#NOWHERE} if none did
 * @param rules the mark of the rule set that made it
 */
public record RecordProvenance(RecordPosition place, String rules) {
  /**
   * Refuses what was made by another rule set than the one in force.
   *
   * @throws OtherRulesException if it was
   */
  public void demand(String mark) {
    if (!rules.equals(mark)) {
      throw new OtherRulesException();
    }
  }
}
