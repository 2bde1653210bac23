package org.drey.streaming.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.drey.definitions.record.ArrivedRecord;

/** The serialization of arrivals, where an operator is not chained to its source. */
public final class ArrivalType {
  private ArrivalType() {}

  /** The type of the arrivals of one record class. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Flink names a generic class by its raw one
  public static <T extends SpecificRecordBase> TypeInformation<ArrivedRecord<T>> of(Class<T> type) {
    Map<String, TypeInformation<?>> fields = new HashMap<>();
    fields.put("topic", Types.STRING);
    fields.put("partition", Types.INT);
    fields.put("offset", Types.LONG);
    fields.put("eventTime", Types.LONG);
    fields.put("receivedAt", Types.LONG);
    fields.put("clock", Types.LONG);
    fields.put("lateness", Types.LONG);
    fields.put("datum", new AvroTypeInfo<>(type));
    fields.put("provider", Types.STRING);
    fields.put("reason", Types.STRING);
    fields.put("detail", Types.STRING);
    return (TypeInformation) Types.POJO(ArrivedRecord.class, fields);
  }
}
