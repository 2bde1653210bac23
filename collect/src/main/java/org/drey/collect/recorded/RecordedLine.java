package org.drey.collect.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.drey.definitions.record.ArrivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file, as it is sent.
 *
 * @param stream the topic of the stream's own name
 * @param topic the topic that it is sent to
 * @param number the line's number in its file, from 0
 * @param value the value of the record: Avro, or the line's own bytes where it is no record
 * @param provider who sends it; null if the line does not say
 * @param identity what makes it the same event as another; null if it is no record
 * @param key the record's key, where a topic demands one; of a line that is no record its number
 * @param order the time by which lines are sent, milliseconds since 1970 as all times here
 * @param time the record's timestamp
 * @param eventTime when the event happened, {@link ArrivedRecord#NO_TIME} if the line does not say
 * @param reason why the job will refuse it, null if it will not
 * @param clock the time to which it drives its partition's clock, or {@link ArrivedRecord#NO_TIME}
 * @param lateness how late it may be, milliseconds
 */
public record RecordedLine(
    String stream,
    String topic,
    long number,
    byte[] value,
    @Nullable String provider,
    @Nullable String identity,
    @Nullable String key,
    long order,
    long time,
    long eventTime,
    @Nullable String reason,
    long clock,
    long lateness) {

  /** Returns the bytes of the record's key, null for none. */
  public byte @Nullable [] keyBytes() {
    return key == null ? null : key.getBytes(UTF_8);
  }

  /** Returns whether the job will refuse it. */
  public boolean isRefused() {
    return reason != null;
  }

  /** Returns whether it drives the clock of its partition. */
  public boolean drivesClock() {
    return clock != ArrivedRecord.NO_TIME;
  }
}
