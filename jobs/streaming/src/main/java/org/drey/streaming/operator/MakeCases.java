package org.drey.streaming.operator;

import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.Case;
import org.drey.rules.cases.CaseRevision;
import org.drey.rules.cases.CaseState;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the star of each entity that others name, and emits what changes of the case that it makes.
 * Nothing goes back to the score.
 */
public final class MakeCases extends KeyedProcessFunction<EntityKey, EntityLink, Case> {
  private static final long serialVersionUID = 1L;

  /** State name; a rename loses state. */
  static final String STAR = "star";

  private final List<String> hubs;
  private final long settleMillis;
  private final long generation;
  private transient Set<String> isHub;
  private transient CaseRecords records;
  private transient ValueState<byte[]> star;
  private transient OperatorMetrics metrics;
  private transient FaultHandler faults;

  /**
   * The step.
   *
   * @param hubs tokens of entities that explain nothing, as many have to do with them
   * @param settleMillis how much older than the clock a link may be
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   */
  public MakeCases(List<String> hubs, long settleMillis, long generation) {
    this.hubs = List.copyOf(hubs);
    this.settleMillis = settleMillis;
    this.generation = generation;
  }

  @Override
  public void open(OpenContext context) {
    isHub = Set.copyOf(hubs);
    records = new CaseRecords(generation);
    star =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    STAR, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    metrics = new OperatorMetrics(getRuntimeContext(), "cases", "revisions");
    faults = new FaultHandler(getRuntimeContext(), "cases");
  }

  @Override
  public void processElement(EntityLink link, Context context, Collector<Case> out)
      throws Exception {
    CaseState book = read(context);
    long before = book.wake();
    CaseRevision revision;
    byte[] after;
    try {
      book.take(link);
      revision = book.revise(isHub);
      after = book.bytes();
    } catch (RuntimeException | StackOverflowError e) {
      faults.record(
          e); // the star stays as it was, and the next link of the same entity has all of it
      return;
    }
    star.update(book.isEmpty() ? null : after); // null clears it
    if (!book.isEmpty() && book.wake() != before) {
      context.timerService().registerEventTimeTimer(book.wake());
    }
    emit(revision, context, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Case> out)
      throws Exception {
    long clock = context.timerService().currentWatermark();
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    if (star.value() == null) {
      return; // it was erased before it was over
    }
    CaseState book = read(context);
    if (book.isOver(clock)) {
      star.clear();
      emit(book.withdraw(), context, out);
    } else {
      star.update(book.bytes());
      context.timerService().registerEventTimeTimer(book.wake());
    }
  }

  /** Reads the case; a read that fails is no fault of the link at hand: the task has to fail. */
  private CaseState read(Context context) throws Exception {
    return new CaseState(context.getCurrentKey(), star.value(), settleMillis);
  }

  private void emit(@Nullable CaseRevision revision, Context context, Collector<Case> out) {
    if (revision != null) {
      metrics.count("revisions");
      out.collect(records.of(context.getCurrentKey(), revision));
    }
  }
}
