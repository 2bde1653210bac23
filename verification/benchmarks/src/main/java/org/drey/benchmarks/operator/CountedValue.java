package org.drey.benchmarks.operator;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A value of a key, with its accesses counted. */
final class CountedValue<T> implements ValueState<T> {
  private final ValueState<T> state;
  private final TypeSerializer<T> serializer;
  private final AccessCount count;

  CountedValue(ValueState<T> state, TypeSerializer<T> serializer, AccessCount count) {
    this.state = state;
    this.serializer = serializer;
    this.count = count;
  }

  @Override
  public T value() throws IOException {
    T value = state.value();
    count.read(count.size(value, serializer));
    return value;
  }

  @Override
  public void update(T value) throws IOException {
    count.written(count.size(value, serializer));
    state.update(value);
  }

  @Override
  public void clear() {
    count.written(0);
    state.clear();
  }
}
