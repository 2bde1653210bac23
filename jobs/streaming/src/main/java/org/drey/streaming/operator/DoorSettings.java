package org.drey.streaming.operator;

import java.io.Serializable;
import org.drey.definitions.record.EventRow;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.StreamSchema;

/**
 * Settings of a stream's door.
 *
 * @param stream what rules see of it, with the lateness that applies
 * @param rules the rule set
 * @param rows makes the row that shows its records to rules
 * @param checksLateness whether events can be late: not in a bounded run, and never of a stream of
 *     Drey's own making
 * @param reportsRejects whether this job reports the stream's rejected records
 */
public record DoorSettings(
    StreamSchema stream, RuleSet rules, Rows rows, boolean checksLateness, boolean reportsRejects)
    implements Serializable {

  /** Makes a row; one for each subtask. */
  public interface Rows extends Serializable {
    /**
     * Makes one.
     *
     * @param withoutRate run for each amount whose currency has no rate
     */
    EventRow create(Runnable withoutRate);
  }
}
