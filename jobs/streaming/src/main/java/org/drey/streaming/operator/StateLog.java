package org.drey.streaming.operator;

import java.util.Iterator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.drey.rules.log.LogStore;
import org.jspecify.annotations.Nullable;

/** The log of the entity at hand in Flink's keyed state, as bytes that the log reads itself. */
final class StateLog implements LogStore {
  /** State names; a rename loses state. */
  static final String HEAD = "log-head";

  static final String PARTS = "log-parts";

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ValueState<byte[]> head;
  private final MapState<String, byte[]> parts;

  StateLog(RuntimeContext runtime) {
    head = runtime.getState(new ValueStateDescriptor<>(HEAD, BYTES));
    parts = runtime.getMapState(new MapStateDescriptor<>(PARTS, Types.STRING, BYTES));
  }

  @Override
  public byte @Nullable [] head() {
    return run(head::value);
  }

  @Override
  public void putHead(byte @Nullable [] next) {
    run(
        () -> {
          if (next == null) {
            head.clear();
          } else {
            head.update(next);
          }
          return true;
        });
  }

  @Override
  public byte @Nullable [] get(String key) {
    return run(() -> parts.get(key));
  }

  @Override
  public void put(String key, byte @Nullable [] value) {
    run(
        () -> {
          if (value == null) {
            parts.remove(key);
          } else {
            parts.put(key, value);
          }
          return true;
        });
  }

  @Override
  public void removeAll(String prefix) {
    run(
        () -> {
          for (Iterator<String> keys = parts.keys().iterator(); keys.hasNext(); ) {
            if (keys.next().startsWith(prefix)) {
              keys.remove();
            }
          }
          return true;
        });
  }

  private interface Access<R> {
    R run() throws Exception;
  }

  private static <R> R run(Access<R> access) {
    try {
      return access.run();
    } catch (Exception | StackOverflowError e) { // as far as a safety net would catch it
      throw new StateFailedException(e);
    }
  }
}
