package org.drey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A function as it is, but for that its accesses to keyed state and timers are counted. */
final class CountedFunction<K, I, O> extends KeyedProcessFunction<K, I, O>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final KeyedProcessFunction<K, I, O> function;
  private final transient Counter counter = new Counter();

  /** By tag; the harness would make a serializer for each element, which no job does. */
  private final transient Map<String, List<Object>> sides = new HashMap<>();

  CountedFunction(KeyedProcessFunction<K, I, O> function) {
    this.function = function;
  }

  /**
   * The accesses of an operator to its state so far.
   *
   * @param reads of one value, or of one entry of a map
   * @param writes the same; a removal is one
   * @param timers set, deleted or fired
   * @param bytesRead of values and of the map's keys, without the entity and what Flink adds
   * @param bytesWritten the same
   */
  record Accesses(long reads, long writes, long timers, long bytesRead, long bytesWritten) {
    static final Accesses NONE = new Accesses(0, 0, 0, 0, 0);

    /** Returns what was done since another count of the same operator. */
    Accesses since(Accesses before) {
      return plus(before, -1);
    }

    Accesses plus(Accesses more) {
      return plus(more, 1);
    }

    private Accesses plus(Accesses other, int sign) {
      return new Accesses(
          reads + sign * other.reads,
          writes + sign * other.writes,
          timers + sign * other.timers,
          bytesRead + sign * other.bytesRead,
          bytesWritten + sign * other.bytesWritten);
    }
  }

  Accesses accesses() {
    return counter.soFar();
  }

  /** Returns what came out at a side since this was last asked. */
  @SuppressWarnings("unchecked") // what came out at a side is of its tag
  <X> List<X> take(OutputTag<X> side) {
    List<Object> taken = sides.remove(side.getId());
    return taken == null ? List.of() : (List<X>) taken;
  }

  /** Returns when timers are due, each as often as entities wait for it. */
  long[] timers() {
    return counter.due.stream().mapToLong(Timer::time).toArray();
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
    return new CountedValue<>((ValueState<T>) state, descriptor.getSerializer(), counter);
  }

  @SuppressWarnings("unchecked") // the state is of its descriptor
  private <A, B> MapState<A, B> map(MapState<?, ?> state, MapStateDescriptor<A, B> descriptor) {
    return new CountedMap<>(
        (MapState<A, B>) state,
        descriptor.getKeySerializer(),
        descriptor.getValueSerializer(),
        counter);
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
    counter.timerGone(context.getCurrentKey(), timestamp);
    function.onTimer(timestamp, contextOf(context), out);
  }

  private KeyedProcessFunction<K, I, O>.Context contextOf(Context context) {
    return function.new Context() {
      @Override
      public Long timestamp() {
        return context.timestamp();
      }

      @Override
      public TimerService timerService() {
        return new CountedTimers(context.timerService(), counter, context.getCurrentKey());
      }

      @Override
      public <X> void output(OutputTag<X> tag, X value) {
        sides.computeIfAbsent(tag.getId(), id -> new ArrayList<>()).add(value);
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
        return new CountedTimers(context.timerService(), counter, context.getCurrentKey());
      }

      @Override
      public <X> void output(OutputTag<X> tag, X value) {
        sides.computeIfAbsent(tag.getId(), id -> new ArrayList<>()).add(value);
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

  private record Timer(Object entity, long time) {}

  /** Counts what an operator does with its state. Not thread-safe. */
  private static final class Counter {
    private static final int BUFFER_BYTES = 4096;

    private final DataOutputSerializer buffer = new DataOutputSerializer(BUFFER_BYTES);
    private final Set<Timer> due = new HashSet<>();
    private long reads;
    private long writes;
    private long timers;
    private long bytesRead;
    private long bytesWritten;

    void read(long bytes) {
      reads++;
      bytesRead += bytes;
    }

    void written(long bytes) {
      writes++;
      bytesWritten += bytes;
    }

    /** One that an entity has at a time already is set again: that costs, and changes nothing. */
    void timerSet(Object entity, long time) {
      timers++;
      due.add(new Timer(entity, time));
    }

    /** It was deleted, or has fired. */
    void timerGone(Object entity, long time) {
      timers++;
      due.remove(new Timer(entity, time));
    }

    Accesses soFar() {
      return new Accesses(reads, writes, timers, bytesRead, bytesWritten);
    }

    /** Returns how many bytes a value is in state. */
    <T> long size(@Nullable T value, TypeSerializer<T> serializer) {
      if (value == null) {
        return 0;
      }
      if (value instanceof byte[] bytes) {
        return bytes.length;
      }
      buffer.clear();
      try {
        serializer.serialize(value, buffer);
      } catch (IOException e) {
        throw new UncheckedIOException("a value of the state cannot be written", e);
      }
      return buffer.length();
    }
  }

  /** Timers, counted when they are set or deleted; a firing is counted by the operator. */
  private record CountedTimers(TimerService timers, Counter counter, Object entity)
      implements TimerService {
    @Override
    public long currentProcessingTime() {
      return timers.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
      return timers.currentWatermark();
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
      counter.timerSet(entity, time);
      timers.registerProcessingTimeTimer(time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
      counter.timerSet(entity, time);
      timers.registerEventTimeTimer(time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
      counter.timerGone(entity, time);
      timers.deleteProcessingTimeTimer(time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
      counter.timerGone(entity, time);
      timers.deleteEventTimeTimer(time);
    }
  }

  private record CountedValue<T>(ValueState<T> state, TypeSerializer<T> serializer, Counter counter)
      implements ValueState<T> {
    @Override
    public T value() throws IOException {
      T value = state.value();
      counter.read(counter.size(value, serializer));
      return value;
    }

    @Override
    public void update(T value) throws IOException {
      counter.written(counter.size(value, serializer));
      state.update(value);
    }

    @Override
    public void clear() {
      counter.written(0);
      state.clear();
    }
  }

  /** A map of a key; what is gone through counts entry by entry. */
  private record CountedMap<K, V>(
      MapState<K, V> state, TypeSerializer<K> ofKeys, TypeSerializer<V> ofValues, Counter counter)
      implements MapState<K, V> {
    @Override
    public V get(K key) throws Exception {
      V value = state.get(key);
      counter.read(size(key, value));
      return value;
    }

    @Override
    public boolean contains(K key) throws Exception {
      counter.read(counter.size(key, ofKeys));
      return state.contains(key);
    }

    @Override
    public void put(K key, V value) throws Exception {
      counter.written(size(key, value));
      state.put(key, value);
    }

    @Override
    public void putAll(Map<K, V> map) throws Exception {
      map.forEach((key, value) -> counter.written(size(key, value)));
      state.putAll(map);
    }

    @Override
    public void remove(K key) throws Exception {
      counter.written(counter.size(key, ofKeys));
      state.remove(key);
    }

    @Override
    public boolean isEmpty() throws Exception {
      counter.read(0);
      return state.isEmpty();
    }

    @Override
    public void clear() {
      counter.written(0);
      state.clear();
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() throws Exception {
      return counted(state.entries(), entry -> size(entry.getKey(), entry.getValue()));
    }

    @Override
    public Iterable<K> keys() throws Exception {
      return counted(state.keys(), key -> counter.size(key, ofKeys));
    }

    @Override
    public Iterable<V> values() throws Exception {
      return counted(state.values(), value -> counter.size(value, ofValues));
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() throws Exception {
      return entries().iterator();
    }

    private long size(K key, V value) {
      return counter.size(key, ofKeys) + counter.size(value, ofValues);
    }

    private <E> Iterable<E> counted(Iterable<E> all, ToLongFunction<E> size) {
      return () -> {
        Iterator<E> elements = all.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return elements.hasNext();
          }

          @Override
          public E next() {
            E next = elements.next();
            counter.read(size.applyAsLong(next));
            return next;
          }

          @Override
          public void remove() {
            counter.written(0);
            elements.remove();
          }
        };
      };
    }
  }
}
