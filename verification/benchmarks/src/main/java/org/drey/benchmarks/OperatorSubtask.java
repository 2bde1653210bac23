package org.drey.benchmarks;

import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.score.Fold;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.operator.CorrelateFunction;
import org.drey.streaming.operator.EntityKeyType;
import org.drey.streaming.operator.MakeCases;
import org.drey.streaming.operator.ScoreEntities;

/**
 * One subtask of an operator that is keyed by entity, on RocksDB, in the calling thread and without
 * anything around it that costs time.
 */
final class OperatorSubtask<I, O> implements AutoCloseable {
  /** Memory of RocksDB: with what Flink's tests have it would only write to disk and merge. */
  private static final MemorySize ROCKSDB = MemorySize.ofMebiBytes(256);

  private final MockEnvironment environment;
  private final KeyedOneInputStreamOperatorTestHarness<EntityKey, I, O> harness;
  private final CountedFunction<EntityKey, I, O> function;
  private long snapshots;

  private OperatorSubtask(
      KeyedProcessFunction<EntityKey, I, O> function, KeySelector<I, EntityKey> key)
      throws Exception {
    this.function = new CountedFunction<>(function);
    environment =
        new MockEnvironmentBuilder()
            .setTaskName("benchmark")
            .setManagedMemorySize(ROCKSDB.getBytes())
            .setExecutionConfig(new ExecutionConfig(FlinkSettings.common()))
            .setMaxParallelism(FlinkSettings.MAX_PARALLELISM)
            .setParallelism(1)
            .setSubtaskIndex(0)
            .build();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(this.function), key, EntityKeyType.ENTITY, environment);
    EmbeddedRocksDBStateBackend backend =
        new EmbeddedRocksDBStateBackend()
            .configure(FlinkSettings.detection(), OperatorSubtask.class.getClassLoader());
    backend.getMemoryConfiguration().setFixedMemoryPerSlot(ROCKSDB);
    harness.setStateBackend(backend);
    harness.setCheckpointStorage(new JobManagerCheckpointStorage(Integer.MAX_VALUE));
    harness.open();
  }

  /** A pass of correlation, as the job that writes alerts has it. */
  static OperatorSubtask<Match, Finding> correlate(RuleSet rules, int pass) throws Exception {
    return new OperatorSubtask<>(
        new CorrelateFunction(rules, pass, FindingAudience.SCORE), Match::entity);
  }

  /** The score, with what rules on trial find. */
  static OperatorSubtask<ScoreInput, Alert> score(RuleSet rules) throws Exception {
    return new OperatorSubtask<>(
        new ScoreEntities(rules, Fold.settleMillis(rules), 0, null, AlertRetention.USUAL),
        ScoreInput::entity);
  }

  /** Returns what makes cases of the links that the score sends. */
  static OperatorSubtask<EntityLink, Case> cases(RuleSet rules) throws Exception {
    return new OperatorSubtask<>(
        new MakeCases(List.of(), Fold.settleMillis(rules), 0), EntityLink::centre);
  }

  void send(I element) throws Exception {
    harness.processElement(new StreamRecord<>(element));
  }

  /** Moves its clock; the timers until then fire. */
  void clock(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
  }

  /** Returns what came out since this was last asked. */
  List<O> take() {
    List<O> output = harness.extractOutputValues();
    harness.getOutput().clear();
    return output;
  }

  /** Returns what came out at a side since this was last asked. */
  <X> List<X> take(OutputTag<X> side) {
    return function.take(side);
  }

  /** Returns what it has done with its state so far. */
  CountedFunction.Accesses accesses() {
    return function.accesses();
  }

  /** Returns when its timers are due, in no order. */
  long[] timers() {
    return function.timers();
  }

  /** Bytes of its keyed state as a savepoint has them: keys, values and timers, not compressed. */
  long stateBytes() throws Exception {
    SavepointType type = SavepointType.savepoint(SavepointFormatType.CANONICAL);
    return harness
        .snapshotWithLocalState(++snapshots, 0, type)
        .getJobManagerOwnedState()
        .getManagedKeyedState()
        .stream()
        .mapToLong(StateObject::getStateSize)
        .sum();
  }

  @Override
  public void close() {
    try {
      harness.close();
      environment.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator cannot be closed", e);
    }
  }
}
