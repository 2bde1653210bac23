package org.drey.local.generate;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;

/** Both forms of the records of one topic. */
final class RecordForms<T extends SpecificRecordBase> {
  private final JsonLineWriter json = new JsonLineWriter();
  private final String topic;
  private final Class<T> type;
  private final AvroCodec<T> codec;

  private RecordForms(String topic, Class<T> type) {
    this.topic = topic;
    this.type = type;
    this.codec = AvroCodec.of(type);
  }

  static RecordForms<?> of(String topic) {
    return new RecordForms<>(topic, TopicNames.recordClass(topic));
  }

  String topic() {
    return topic;
  }

  byte[] jsonLine(SpecificRecordBase event) {
    return json.write(event);
  }

  byte[] avro(SpecificRecordBase event) {
    return codec.encode(type.cast(event));
  }
}
