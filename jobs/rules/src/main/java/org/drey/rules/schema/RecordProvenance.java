package org.drey.rules.schema;

/**
 * The origin of what travels from step to step, which no rule reads: by it any step can write a
 * dead letter, and none takes the number of a rule for that of another rule set.
 *
 * @param place of the record that brought it about; {@link RecordPosition#NOWHERE} if none did
 * @param rules the mark of the rule set that made it
 * @param receivedAt when the record was received, milliseconds since 1970, of a topic when its
 *     broker took it; {@link #UNTIMED} if there is none or its time is not known
 */
public record RecordProvenance(RecordPosition place, String rules, long receivedAt) {
  /** The time of what has none, as Kafka has it for such a record. */
  public static final long UNTIMED = -1;

  /** The origin of what has no time. */
  public RecordProvenance(RecordPosition place, String rules) {
    this(place, rules, UNTIMED);
  }

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
