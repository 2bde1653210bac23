package org.drey.streaming.operator;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.drey.definitions.record.PlacedErasure;

/**
 * The notices of erasures to the score step, at once. The first of all, where it is asked for, has
 * that step write every alert again: once for each submission, also if the job restarts.
 */
public final class NoticeErasures extends AbstractStreamOperator<ScoreNotice>
    implements OneInputStreamOperator<PlacedErasure, ScoreNotice> {
  private static final long serialVersionUID = 1L;

  /** State name; a rename loses state. */
  static final String REPEATED = "repeated-for";

  private final long repeatedFor;
  private transient boolean isRepeated;

  /**
   * The step.
   *
   * @param repeatedFor the generation that writes every alert again; 0 for none
   */
  public NoticeErasures(long repeatedFor) {
    this.repeatedFor = repeatedFor;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    for (long generation : repeated().get()) {
      isRepeated |= generation == repeatedFor;
    }
  }

  private ListState<Long> repeated() throws Exception {
    return getOperatorStateBackend()
        .getUnionListState(new ListStateDescriptor<>(REPEATED, Types.LONG));
  }

  /** Sends it as soon as the steps after this one are there, too. */
  @Override
  public void open() throws Exception {
    super.open();
    boolean isFirst = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    if (repeatedFor != 0 && isFirst && !isRepeated) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      var unused = getProcessingTimeService().registerTimer(now, time -> repeat());
    }
  }

  private void repeat() {
    isRepeated = true;
    output.collect(new StreamRecord<>(ScoreNotice.repeating()));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    ListState<Long> repeated = repeated();
    repeated.clear();
    if (isRepeated) {
      repeated.add(repeatedFor);
    }
  }

  @Override
  public void processElement(StreamRecord<PlacedErasure> element) {
    output.collect(new StreamRecord<>(ScoreNotice.of(element.getValue())));
  }
}
