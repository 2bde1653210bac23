package org.drey.benchmarks.operator;

import java.io.IOException;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.drey.streaming.job.FlinkSettings;

/** The way from one step to another: an element is written and read. Not thread-safe. */
final class ElementShuffle<T> {
  private static final int BUFFER_BYTES = 4096;

  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer out = new DataOutputSerializer(BUFFER_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();

  ElementShuffle(Class<T> type) {
    ExecutionConfig config = new ExecutionConfig(FlinkSettings.common());
    serializer = TypeInformation.of(type).createSerializer(config.getSerializerConfig());
  }

  T pass(T element) throws IOException {
    out.clear();
    serializer.serialize(element, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }
}
