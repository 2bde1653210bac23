package org.drey.local.generate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecordBase;

/** An event that is as it should be. There are many, so it keeps no bytes. */
final class EventItem implements Item {
  private final Encoding<?> encoding;
  private final SpecificRecordBase event;
  private final long arrivalMillis;

  EventItem(Encoding<?> encoding, SpecificRecordBase event, long arrivalMillis) {
    this.encoding = encoding;
    this.event = event;
    this.arrivalMillis = arrivalMillis;
  }

  SpecificRecordBase event() {
    return event;
  }

  @Override
  public String topic() {
    return encoding.topic();
  }

  @Override
  public Instant arrival() {
    return Instant.ofEpochMilli(arrivalMillis);
  }

  @Override
  public byte[] jsonLine() {
    return encoding.jsonLine(event);
  }

  @Override
  public byte[] receivedLine() {
    byte[] line = jsonLine();
    byte[] end = (",\"received_at\":" + arrivalMillis + "}").getBytes(StandardCharsets.UTF_8);
    byte[] received = Arrays.copyOf(line, line.length - 1 + end.length);
    System.arraycopy(end, 0, received, line.length - 1, end.length);
    return received;
  }

  @Override
  public byte[] avro() {
    return encoding.avro(event);
  }
}
