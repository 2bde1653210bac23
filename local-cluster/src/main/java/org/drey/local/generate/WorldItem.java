package org.drey.local.generate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * One record as a provider sends it, in both forms: an event, or what no job may take. There are
 * many events, so an event keeps no bytes: it is encoded when it is asked for, by one thread at a
 * time for each topic.
 */
public final class WorldItem {
  private final RecordForms<?> encoding;
  private final long arrivalMillis;
  private final @Nullable SpecificRecordBase event;
  private final byte[] malformedLine;
  private final byte[] malformedValue;

  private WorldItem(
      RecordForms<?> encoding,
      long arrivalMillis,
      @Nullable SpecificRecordBase event,
      byte[] malformedLine,
      byte[] malformedValue) {
    this.encoding = encoding;
    this.arrivalMillis = arrivalMillis;
    this.event = event;
    this.malformedLine = malformedLine;
    this.malformedValue = malformedValue;
  }

  static WorldItem of(RecordForms<?> encoding, long arrivalMillis, SpecificRecordBase event) {
    return new WorldItem(encoding, arrivalMillis, event, new byte[0], new byte[0]);
  }

  /** Returns a record that is exactly one dead letter, in either form. */
  static WorldItem malformed(
      RecordForms<?> encoding, long arrivalMillis, byte[] line, byte[] value) {
    return new WorldItem(encoding, arrivalMillis, null, line, value);
  }

  /** Returns the event, or null if it is malformed. */
  @Nullable SpecificRecordBase event() {
    return event;
  }

  /** Returns when it arrives. Items of a topic come in this order, not in that of their events. */
  public Instant arrival() {
    return Instant.ofEpochMilli(arrivalMillis);
  }

  /** Returns a line of a file, without its line break. */
  public byte[] jsonLine() {
    return event == null ? malformedLine.clone() : encoding.jsonLine(event);
  }

  /** Returns the same, with the time of its arrival as {@code received_at} if it is an event's. */
  public byte[] receivedLine() {
    byte[] line = jsonLine();
    if (event == null) {
      return line;
    }
    byte[] end = (",\"received_at\":" + arrivalMillis + "}").getBytes(StandardCharsets.UTF_8);
    byte[] received = Arrays.copyOf(line, line.length - 1 + end.length);
    System.arraycopy(end, 0, received, line.length - 1, end.length);
    return received;
  }

  /** Returns the value of a Kafka record. */
  public byte[] avro() {
    return event == null ? malformedValue.clone() : encoding.avro(event);
  }
}
