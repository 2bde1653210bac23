package org.drey.streaming.operator;

import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Emits the element of a key that says most, at the end of a bounded run. */
public final class DeduplicateFunction<T> extends KeyedProcessFunction<String, T, T> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> type;
  private final Fullness<T> fullness;
  private transient ValueState<T> kept;

  /** The fullness of an element; of equals the first is kept. */
  public interface Fullness<T> extends Serializable {
    long of(T element);
  }

  public DeduplicateFunction(TypeInformation<T> type, Fullness<T> fullness) {
    this.type = type;
    this.fullness = fullness;
  }

  @Override
  public void open(OpenContext context) {
    kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", type));
  }

  @Override
  public void processElement(T element, Context context, Collector<T> out) throws Exception {
    T before = kept.value();
    if (before == null || fullness.of(element) > fullness.of(before)) {
      kept.update(element);
    }
    if (before == null) {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<T> out) throws Exception {
    out.collect(kept.value());
    kept.clear();
  }
}
