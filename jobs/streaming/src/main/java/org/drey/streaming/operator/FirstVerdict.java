package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.PlacedVerdict;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.verdict.Verdict;

/**
 * Keyed by the id of a verdict, in a run that ends: once all records are known, the one that counts
 * goes to its alert, at its own time.
 */
public final class FirstVerdict extends KeyedProcessFunction<String, PlacedVerdict, ScoreInput> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<PlacedVerdict> first;

  @Override
  public void open(OpenContext context) {
    first =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("first", TypeInformation.of(PlacedVerdict.class)));
  }

  @Override
  public void processElement(PlacedVerdict placed, Context context, Collector<ScoreInput> out)
      throws Exception {
    PlacedVerdict known = first.value();
    if (known == null || Verdict.FIRST.compare(placed.verdict(), known.verdict()) < 0) {
      first.update(placed);
    }
    context.timerService().registerEventTimeTimer(placed.verdict().time());
  }

  /**
   * The first of its timers is that of the record that counts; there is nothing left for others.
   */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScoreInput> out)
      throws Exception {
    PlacedVerdict known = first.value();
    if (known != null) {
      first.clear();
      out.collect(ScoreInput.of(known));
    }
  }
}
