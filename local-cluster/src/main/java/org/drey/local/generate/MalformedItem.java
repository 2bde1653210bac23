package org.drey.local.generate;

import java.time.Instant;

/** A record that no job may take: in either form it is exactly one dead letter. */
final class MalformedItem implements Item {
  private final String topic;
  private final long arrivalMillis;
  private final byte[] jsonLine;
  private final byte[] avro;

  MalformedItem(String topic, long arrivalMillis, byte[] jsonLine, byte[] avro) {
    this.topic = topic;
    this.arrivalMillis = arrivalMillis;
    this.jsonLine = jsonLine;
    this.avro = avro;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public Instant arrival() {
    return Instant.ofEpochMilli(arrivalMillis);
  }

  @Override
  public byte[] jsonLine() {
    return jsonLine.clone();
  }

  @Override
  public byte[] receivedLine() {
    return jsonLine();
  }

  @Override
  public byte[] avro() {
    return avro.clone();
  }
}
