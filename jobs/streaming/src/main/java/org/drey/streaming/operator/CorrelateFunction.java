package org.drey.streaming.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.DeadLetters;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Correlator;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.rules.log.LogStore;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/** One pass of correlation, keyed by entity, whose state is a log of its events. */
public final class CorrelateFunction extends KeyedProcessFunction<EntityKey, Match, Finding>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** State name; a rename loses state. */
  public static final String LOG = StateLog.HEAD;

  /** The time after which an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final int pass;
  private final FindingAudience audience;
  private transient String mark;
  private transient Correlator correlator;
  private transient StateLog log;
  private transient OperatorMetrics metrics;
  private transient LargestEntities largest;
  private transient StreamCounts[] ledgers;
  private transient FaultHandler faults;
  private transient MonotonicClock jobClock;
  private transient OperatorStateStore store;

  /**
   * A pass.
   *
   * @param pass 1, or 2 for what is built on findings of another entity
   * @param audience who reads its findings
   */
  public CorrelateFunction(RuleSet rules, int pass, FindingAudience audience) {
    this.rules = rules;
    this.pass = pass;
    this.audience = audience;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = context.getOperatorStateStore();
    jobClock = new MonotonicClock();
    jobClock.restore(store);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    jobClock.snapshot(store);
  }

  @Override
  public void open(OpenContext context) {
    String step = "correlate-" + pass;
    mark = rules.mark();
    correlator = new Correlator(rules, pass, audience);
    log = new StateLog(getRuntimeContext());
    metrics =
        new OperatorMetrics(
            getRuntimeContext(), step, "duplicates", "erased", "observations-dropped");
    metrics.register("rejected." + RejectReason.LATE);
    metrics.register("rejected." + RejectReason.INTERNAL);
    for (String topic : TopicNames.INPUTS) {
      if (rules.reads(topic)) {
        metrics.register("behind_clock", "stream", topic);
        metrics.register("behind_allowance", "stream", topic);
      }
    }
    largest = new LargestEntities(getRuntimeContext().getMetricGroup());
    ledgers = ledgers();
    faults = new FaultHandler(getRuntimeContext(), step);
  }

  /** The ledger of each detection, by its number: that of the stream which it reads. */
  private StreamCounts[] ledgers() {
    Map<String, StreamCounts> byTopic = new HashMap<>();
    return rules.detections().stream()
        .map(rule -> rule.stream().topic())
        .map(topic -> byTopic.computeIfAbsent(topic, name -> new StreamCounts(metrics, name)))
        .toArray(StreamCounts[]::new);
  }

  @Override
  public void processElement(Match match, Context context, Collector<Finding> out)
      throws Exception {
    if (match.isErasure()) {
      erase(context.getCurrentKey());
      return;
    }
    long clock = jobClock.at(context.timerService().currentWatermark());
    PendingOutput pending = new PendingOutput();
    Correlator.StepResult taken;
    try {
      match.from().demand(mark);
      taken = correlator.accept(match, clock, log, pending);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      failed(match, e, clock, context);
      return;
    }
    emit(pending, context, out);
    wakeAt(taken.nextTimer(), taken.before(), context);
    switch (taken.outcome()) {
      case NEW -> countBehind(match, clock);
      case DUPLICATE -> metrics.count("duplicates");
      case LATE -> rejectLate(match, context);
    }
    StreamCounts ledger = ledgerOf(match);
    if (ledger != null) {
      enter(taken.outcome(), ledger);
    }
  }

  private void failed(Match match, Throwable error, long clock, Context context) {
    faults.record(error);
    StreamCounts ledger = ledgerOf(match);
    if (ledger != null) {
      ledger.refuse();
    }
    RecordPosition place = match.from().place();
    if (place.isKnown()) {
      long now = context.timerService().currentProcessingTime();
      reject(DeadLetters.unexpected(place, error, match.time(), now), context);
    } else {
      long again = Math.max(match.time(), clock) + TRY_AGAIN_MILLIS;
      context.timerService().registerEventTimeTimer(again);
    }
  }

  /** An event is of the stream that its detections read; null for what is not counted here. */
  private @Nullable StreamCounts ledgerOf(Match match) {
    boolean isCounted = match.first() && rules.isDetection(match.rules()[0]);
    return isCounted ? ledgers[match.rules()[0]] : null;
  }

  private static void enter(Correlator.Outcome outcome, StreamCounts ledger) {
    switch (outcome) {
      case NEW -> ledger.accept();
      case DUPLICATE -> ledger.duplicate();
      case LATE -> ledger.late();
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
      throws Exception {
    long clock = jobClock.at(context.timerService().currentWatermark());
    PendingOutput pending = new PendingOutput();
    long next;
    try {
      next = correlator.advance(context.getCurrentKey(), clock, log, pending);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      faults.record(e); // no record is to blame: the entity stays as it was
      if (clock != Long.MAX_VALUE) {
        context.timerService().registerEventTimeTimer(clock + TRY_AGAIN_MILLIS);
      }
      return;
    }
    emit(pending, context, out);
    wakeAt(next, Long.MAX_VALUE, context);
  }

  private void erase(EntityKey entity) {
    correlator.forget(entity);
    log.clear();
    largest.put(entity, 0, 0);
    metrics.count("erased");
  }

  /**
   * Counts what is behind the clock by more than its stream's lateness, and what is behind by more
   * than the outage allowance besides, whose partners may be gone; once for each entity that an
   * event goes to.
   */
  private void countBehind(Match match, long clock) {
    int rule = match.rules()[0];
    if (!rules.isDetection(rule) || clock == Long.MIN_VALUE) {
      return; // a finding comes when it has settled
    }
    StreamSchema stream = rules.detection(rule).stream();
    long behind = clock - match.time();
    if (behind > stream.lateness().toMillis()) {
      metrics.count("behind_clock", "stream", stream.topic());
    }
    if (behind > rules.head(rule).settleMillis()) {
      metrics.count("behind_allowance", "stream", stream.topic());
    }
  }

  /**
   * Wakes an entity at the earliest time that anything waits for. A timer that has become too early
   * is left alone: to fire costs no more than to be taken away.
   */
  private static void wakeAt(long time, long before, Context context) {
    if (time < before) {
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private void emit(PendingOutput pending, Context context, Collector<Finding> out) {
    if (log.statedEvents >= 0) {
      largest.put(context.getCurrentKey(), log.statedEvents, log.statedBytes);
      log.statedEvents = -1;
    }
    pending.findings.forEach(out::collect);
    ScoreInput.of(pending.findings, rules)
        .forEach(input -> context.output(SideOutputs.SCORED, input));
    pending.forwarded.forEach(match -> context.output(SideOutputs.SECOND_PASS, match));
    for (int i = 0; i < pending.dropped; i++) {
      metrics.count("observations-dropped");
    }
  }

  private void rejectLate(Match match, Context context) {
    long now = context.timerService().currentProcessingTime();
    reject(DeadLetters.late(match.from().place(), match.time(), now), context);
  }

  private void reject(DeadLetter letter, Context context) {
    metrics.count("rejected." + letter.getReason());
    context.output(SideOutputs.DEAD_LETTERS, letter);
  }

  /** The log of the entity at hand in Flink's keyed state, as bytes that the log reads itself. */
  static final class StateLog implements LogStore {
    /** State names; a rename loses state. */
    static final String HEAD = "log-head";

    static final String CHUNKS = "log-chunks";
    static final String EVENTS = "log-events";

    private static final TypeInformation<byte[]> BYTES =
        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

    private final ValueState<byte[]> head;
    private final StateValues<Integer, byte[]> chunks;
    private final StateValues<Long, Long> events;

    /** How many events the entity has that was written last; -1 once that was taken in. */
    private int statedEvents = -1;

    private long statedBytes;

    StateLog(RuntimeContext runtime) {
      head = runtime.getState(new ValueStateDescriptor<>(HEAD, BYTES));
      chunks = values(runtime, CHUNKS, Types.INT, BYTES);
      events = values(runtime, EVENTS, Types.LONG, Types.LONG);
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
    public void putSize(int size, long bytes) {
      statedEvents = size;
      statedBytes = bytes;
    }

    @Override
    public Values<Integer, byte[]> chunks() {
      return chunks;
    }

    @Override
    public Values<Long, Long> events() {
      return events;
    }

    /** Takes everything away. */
    void clear() {
      StateAccess.write(
          () -> {
            head.clear();
            chunks.state().clear();
            events.state().clear();
          });
    }

    private record StateValues<K, V>(MapState<K, V> state) implements Values<K, V> {
      @Override
      public @Nullable V get(K key) {
        return StateAccess.read(() -> state.get(key));
      }

      /** Writes them as one batch, which costs less than each for itself. */
      @Override
      public void putAll(Map<K, @Nullable V> values) {
        StateAccess.write(
            () -> {
              Map<K, V> kept = new HashMap<>();
              for (Map.Entry<K, @Nullable V> one : values.entrySet()) {
                if (one.getValue() == null) {
                  state.remove(one.getKey());
                } else {
                  kept.put(one.getKey(), one.getValue());
                }
              }
              if (kept.size() == 1) {
                state.put(kept.keySet().iterator().next(), kept.values().iterator().next());
              } else if (!kept.isEmpty()) {
                state.putAll(kept);
              }
            });
      }
    }
  }

  /** The outputs of one call of the correlator, which reach no other operator if it fails. */
  private static final class PendingOutput implements Correlator.Output {
    final List<Finding> findings = new ArrayList<>();

    /** Findings that belong to another entity's state. */
    final List<Match> forwarded = new ArrayList<>();

    /** How many observations went because the log was full. */
    int dropped;

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }

    @Override
    public void forward(Match match) {
      forwarded.add(match);
    }

    @Override
    public void dropped() {
      dropped++;
    }
  }
}
