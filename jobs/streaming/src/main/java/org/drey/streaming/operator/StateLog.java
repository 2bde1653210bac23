package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
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
  static final String EVENTS = "log-events";
  static final String COUNTS = "log-counts";

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ValueState<byte[]> head;
  private final StateValues<Integer, byte[]> parts;
  private final StateValues<Long, Long> events;
  private final StateValues<String, byte[]> counts;

  StateLog(RuntimeContext runtime) {
    head = runtime.getState(new ValueStateDescriptor<>(HEAD, BYTES));
    parts = values(runtime, PARTS, Types.INT, BYTES);
    events = values(runtime, EVENTS, Types.LONG, Types.LONG);
    counts = values(runtime, COUNTS, Types.STRING, BYTES);
  }

  private static <K, V> StateValues<K, V> values(
      RuntimeContext runtime, String name, TypeInformation<K> key, TypeInformation<V> value) {
    return new StateValues<>(runtime.getMapState(new MapStateDescriptor<>(name, key, value)));
  }

  @Override
  public byte @Nullable [] head() {
    return StateAccess.read(head::value);
  }

  @Override
  public void putHead(byte @Nullable [] next) {
    StateAccess.write(() -> head.update(next)); // null clears it
  }

  @Override
  public Values<Integer, byte[]> parts() {
    return parts;
  }

  @Override
  public Values<Long, Long> events() {
    return events;
  }

  @Override
  public Values<String, byte[]> counts() {
    return counts;
  }

  /** Takes everything away. */
  void clear() {
    StateAccess.write(
        () -> {
          head.clear();
          parts.state().clear();
          events.state().clear();
          counts.state().clear();
        });
  }

  @Override
  public void removeCounts(String prefix) {
    StateAccess.write(
        () -> {
          for (Iterator<String> keys = counts.state().keys().iterator(); keys.hasNext(); ) {
            if (keys.next().startsWith(prefix)) {
              keys.remove();
            }
          }
        });
  }

  private record StateValues<K, V>(MapState<K, V> state) implements Values<K, V> {
    @Override
    public @Nullable V get(K key) {
      return StateAccess.read(() -> state.get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
      StateAccess.write(
          () -> {
            if (value == null) {
              state.remove(key);
            } else {
              state.put(key, value);
            }
          });
    }

    /** Writes them as one batch, which costs less than each for itself. */
    @Override
    public void putAll(Map<K, @Nullable V> values) {
      Map<K, V> kept = new HashMap<>();
      values.forEach(
          (key, value) -> {
            if (value == null || values.size() == 1) {
              put(key, value);
            } else {
              kept.put(key, value);
            }
          });
      if (!kept.isEmpty()) {
        StateAccess.write(() -> state.putAll(kept));
      }
    }
  }
}
