package org.drey.benchmarks.operator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.drey.benchmarks.measure.CpuTime;

/** A function as it is, but for that its accesses to keyed state and timers are counted. */
final class CountedFunction<K, I, O> extends KeyedProcessFunction<K, I, O>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final KeyedProcessFunction<K, I, O> function;
  private final transient AccessCount count = new AccessCount();
  private transient TimerCalls looks = TimerCalls.NONE;

  CountedFunction(KeyedProcessFunction<K, I, O> function) {
    this.function = function;
  }

  StateAccesses soFar() {
    return count.soFar();
  }

  /** Returns when timers are due. */
  long[] timers() {
    return count.due();
  }

  /** The calls of timers since this was last asked. */
  TimerCalls takeLooks() {
    TimerCalls taken = looks;
    looks = TimerCalls.NONE;
    return taken;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    function.setRuntimeContext(
        (RuntimeContext)
            Proxy.newProxyInstance(
                RuntimeContext.class.getClassLoader(),
                new Class<?>[] {RuntimeContext.class},
                (self, method, arguments) -> {
                  try {
                    return counted(method.invoke(context, arguments), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
  }

  private Object counted(Object got, Object[] arguments) {
    if (got instanceof ValueState<?> state) {
      return value(state, (ValueStateDescriptor<?>) arguments[0]);
    }
    if (got instanceof MapState<?, ?> state) {
      return map(state, (MapStateDescriptor<?, ?>) arguments[0]);
    }
    return got;
  }

  @SuppressWarnings("unchecked") // the state is of its descriptor
  private <T> ValueState<T> value(ValueState<?> state, ValueStateDescriptor<T> descriptor) {
    return new CountedValue<>((ValueState<T>) state, descriptor.getSerializer(), count);
  }

  @SuppressWarnings("unchecked") // the state is of its descriptor
  private <A, B> MapState<A, B> map(MapState<?, ?> state, MapStateDescriptor<A, B> descriptor) {
    return new CountedMap<>(
        (MapState<A, B>) state,
        descriptor.getKeySerializer(),
        descriptor.getValueSerializer(),
        count);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    function.open(context);
  }

  @Override
  public void close() throws Exception {
    function.close();
  }

  @Override
  public void processElement(I element, Context context, Collector<O> out) throws Exception {
    function.processElement(element, contextOf(context), out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
    count.timerGone(context.getCurrentKey(), timestamp);
    StateAccesses before = count.soFar();
    long bytes = CpuTime.allocated();
    long began = CpuTime.ofThread();
    function.onTimer(timestamp, contextOf(context), out);
    long nanos = CpuTime.ofThread() - began;
    looks = looks.and(nanos, CpuTime.allocated() - bytes, count.soFar().since(before));
  }

  private KeyedProcessFunction<K, I, O>.Context contextOf(Context context) {
    return function.new Context() {
      @Override
      public Long timestamp() {
        return context.timestamp();
      }

      @Override
      public TimerService timerService() {
        return new CountedTimers(context.timerService(), count, context.getCurrentKey());
      }

      @Override
      public <X> void output(OutputTag<X> tag, X value) {
        context.output(tag, value);
      }

      @Override
      public K getCurrentKey() {
        return context.getCurrentKey();
      }
    };
  }

  private KeyedProcessFunction<K, I, O>.OnTimerContext contextOf(OnTimerContext context) {
    return function.new OnTimerContext() {
      @Override
      public TimeDomain timeDomain() {
        return context.timeDomain();
      }

      @Override
      public Long timestamp() {
        return context.timestamp();
      }

      @Override
      public TimerService timerService() {
        return new CountedTimers(context.timerService(), count, context.getCurrentKey());
      }

      @Override
      public <X> void output(OutputTag<X> tag, X value) {
        context.output(tag, value);
      }

      @Override
      public K getCurrentKey() {
        return context.getCurrentKey();
      }
    };
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.initializeState(context);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.snapshotState(context);
    }
  }
}
