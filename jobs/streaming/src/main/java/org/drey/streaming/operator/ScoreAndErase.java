package org.drey.streaming.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.rules.schema.EntityKey;

/**
 * The score step with what every subtask is sent. One who is erased is taken out of what is known
 * of others, too; to the entity itself its erasure comes as a {@link ScoreInput}. In a run that
 * ends time passes up to its horizon, which like erasures comes before all else.
 */
public final class ScoreAndErase
    extends KeyedBroadcastProcessFunction<EntityKey, ScoreInput, ScoreNotice, Alert>
    implements CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;

  private final ScoreEntities score;
  private final boolean bounded;
  private transient MapStateDescriptor<String, Long> erased;
  private transient long horizon;

  /**
   * The step.
   *
   * @param score what it does with all else
   * @param bounded whether the run ends: then all notices come before all else, and there is never
   *     anything yet to take those who are erased out of
   */
  public ScoreAndErase(ScoreEntities score, boolean bounded) {
    this.score = score;
    this.bounded = bounded;
  }

  /** Returns what is broadcast to it. */
  public static MapStateDescriptor<String, Long> erased() {
    return ErasedEntities.descriptor();
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    score.setRuntimeContext(context);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    score.initializeState(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    score.snapshotState(context);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    score.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void open(OpenContext context) {
    erased = erased();
    horizon = ArrivedRecord.NO_TIME;
    score.open(context);
  }

  @Override
  public void processElement(ScoreInput input, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    score.erased().use(context.getBroadcastState(erased));
    if (input.isErasure()) {
      score.erased().add(input.entity(), input.time());
    }
    score.take(
        input,
        new KeyContext(context.getCurrentKey(), context.timerService(), context::output),
        out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    score.erased().use(context.getBroadcastState(erased));
    KeyContext entity =
        new KeyContext(context.getCurrentKey(), context.timerService(), context::output);
    if (!bounded) {
      score.look(entity, out);
    } else if (timestamp <= horizon) {
      score.look(horizon, entity, out);
    }
  }

  @Override
  public void processBroadcastElement(ScoreNotice notice, Context context, Collector<Alert> out)
      throws Exception {
    horizon = Math.max(horizon, notice.horizon());
    BroadcastState<String, Long> all = context.getBroadcastState(erased);
    Map<EntityKey, Long> gone = new HashMap<>();
    for (PlacedErasure one : notice.all()) {
      gone.put(one.entity(), ErasedEntities.put(all, one));
    }
    if (bounded) {
      return;
    }
    gone.forEach(score.erased()::broadcast);
    score.erased().use(all);
    if (notice.looks()) {
      look(gone, context, out);
    }
    if (notice.repeats()) {
      repeat(context, out);
    }
  }

  /** Writes every alert and shadow alert again. */
  private void repeat(Context context, Collector<Alert> out) throws Exception {
    context.applyToKeyedState(
        AlertsState.revisions(),
        (key, state) -> score.amend(ScoreCall::repeat, at(key, context), out));
  }

  /** Takes them out of what is known of others. */
  private void look(Map<EntityKey, Long> gone, Context context, Collector<Alert> out)
      throws Exception {
    ErasedTokens tokens = ErasedTokens.of(gone.keySet());
    context.applyToKeyedState(
        AlertsState.evidence(),
        (key, state) -> {
          if (score.mayShow(tokens)) {
            mask(gone, key, context, out);
          }
        });
    context.applyToKeyedState(
        StateLinks.descriptor(),
        (key, state) -> {
          if (AlertsState.isAny(state, tokens)) {
            mask(gone, key, context, out);
          }
        });
  }

  private void mask(
      Map<EntityKey, Long> all, EntityKey other, Context context, Collector<Alert> out)
      throws Exception {
    Map<EntityKey, Long> gone = new HashMap<>(all);
    gone.keySet()
        .removeIf(
            one ->
                one.equals(other)
                    || !one.tokenDomain().equals(other.tokenDomain())
                    || one.keyVersion() != other.keyVersion());
    if (!gone.isEmpty()) {
      score.amend((call, clock) -> call.mask(gone, clock), at(other, context), out);
    }
  }

  private static KeyContext at(EntityKey key, Context context) {
    TimerService timers = new NoTimers(context.currentProcessingTime(), context.currentWatermark());
    return new KeyContext(key, timers, context::output);
  }

  /**
   * The clocks of a call in which timers cannot be set. What is masked wakes no entity earlier than
   * it would be anyway; where its book asks for that, the timer that it has is early enough.
   *
   * @param currentProcessingTime the machine's clock, milliseconds since 1970
   * @param currentWatermark the job's
   */
  private record NoTimers(long currentProcessingTime, long currentWatermark)
      implements TimerService {
    @Override
    public void registerProcessingTimeTimer(long time) {}

    @Override
    public void registerEventTimeTimer(long time) {}

    @Override
    public void deleteProcessingTimeTimer(long time) {}

    @Override
    public void deleteEventTimeTimer(long time) {}
  }
}
