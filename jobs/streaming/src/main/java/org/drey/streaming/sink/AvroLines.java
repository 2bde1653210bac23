package org.drey.streaming.sink;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.json.JsonLineWriter;
import org.jspecify.annotations.Nullable;

/** Writes Avro records as JSON lines, with the field names of their schema. */
public final class AvroLines<T extends SpecificRecordBase> implements JsonLinesSink.Encoder<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable JsonLineWriter writer;

  @Override
  public byte[] encode(T datum) {
    if (writer == null) {
      writer = new JsonLineWriter();
    }
    return writer.write(datum);
  }
}
