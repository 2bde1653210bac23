package org.drey.streaming.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.PlacedErasure;

/**
 * Has others looked through for all who are erased within some seconds together, as each look reads
 * what is known of everyone with an alert. The first after a while has its look at once. All are of
 * one key; what waits is part of checkpoints.
 */
public final class CollectErasures
    extends KeyedProcessFunction<Integer, PlacedErasure, ScoreNotice> {
  private static final long serialVersionUID = 1L;

  /** The one key. */
  public static final int KEY = 0;

  /** State names; a rename loses state. */
  static final String WAITING = "waiting";

  static final String NEXT_LOOK = "next-look";

  /** The time from one look to the next, by the clock of the machine. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private transient ListState<PlacedErasure> waiting;
  private transient ValueState<Long> nextLook;

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(WAITING, TypeInformation.of(PlacedErasure.class)));
    nextLook = getRuntimeContext().getState(new ValueStateDescriptor<>(NEXT_LOOK, Types.LONG));
  }

  @Override
  public void processElement(PlacedErasure one, Context context, Collector<ScoreNotice> out)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    Long next = nextLook.value();
    if (next == null || next <= now) {
      look(List.of(one), now, out);
      return;
    }
    waiting.add(one);
    context.timerService().registerProcessingTimeTimer(next);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScoreNotice> out)
      throws Exception {
    List<PlacedErasure> all = new ArrayList<>();
    waiting.get().forEach(all::add);
    if (!all.isEmpty()) {
      waiting.clear();
      look(all, context.timerService().currentProcessingTime(), out);
    }
  }

  private void look(List<PlacedErasure> all, long now, Collector<ScoreNotice> out)
      throws Exception {
    nextLook.update(now + LOOK_EVERY.toMillis());
    out.collect(ScoreNotice.looking(all));
  }
}
