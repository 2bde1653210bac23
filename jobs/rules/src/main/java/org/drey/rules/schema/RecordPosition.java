package org.drey.rules.schema;

/**
 * The position of a record, as a dead letter has it.
 *
 * @param topic the topic that it was read from; a stream may have several
 * @param partition the partition, of a file 0
 * @param offset the offset, of a file the line from 0
 */
public record RecordPosition(String topic, int partition, long offset) {
  /** The position of what no single record brought about, such as the passing of time. */
  public static final RecordPosition NOWHERE = new RecordPosition("", -1, -1);

  /** Returns whether a record is to blame: else there is none that a dead letter could name. */
  public boolean isKnown() {
    return !equals(NOWHERE);
  }
}
