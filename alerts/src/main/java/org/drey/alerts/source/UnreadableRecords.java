package org.drey.alerts.source;

import java.util.function.Consumer;
import org.drey.event.wire.InvalidRecordException;

/** Warns of records that cannot be read: of each of the first ones, and how many there were. */
public final class UnreadableRecords {
  private static final int SHOWN = 3;

  private final String where;
  private final Consumer<String> warnings;
  private int count;

  /**
   * A counter.
   *
   * @param where what messages call the file or topic
   */
  public UnreadableRecords(String where, Consumer<String> warnings) {
    this.where = where;
    this.warnings = warnings;
  }

  /** Counts one; its text has fields and expectations, never a value. */
  public void add(String place, InvalidRecordException why) {
    if (count++ < SHOWN) {
      warnings.accept("not read: " + where + ", " + place + ": " + why.getMessage());
    }
  }

  /** Returns how many there were. */
  public int count() {
    return count;
  }

  /** Says how many there were, if that was not said. */
  public void end() {
    if (count > SHOWN) {
      warnings.accept("not read: " + count + " records of " + where + " in total");
    }
  }
}
