package org.drey.local.e2e;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Sits beside an operator of a running job, in the same region, and breaks it on command. */
final class Saboteur<T> implements FilterFunction<T>, CheckpointListener {
  private static final long serialVersionUID = 1L;

  /** How many more elements it lets pass; below zero it breaks nothing. */
  private static final AtomicInteger PATIENCE = new AtomicInteger(-1);

  private static final AtomicInteger CRASHES = new AtomicInteger();
  private static final AtomicInteger CHECKPOINTS = new AtomicInteger();

  private Saboteur() {}

  /** Puts one behind the operator of an id, as a sink may be there; if the job has it. */
  static void hideIn(StreamExecutionEnvironment env, String uid) {
    env.getTransformations().stream()
        .flatMap(one -> one.getTransitivePredecessors().stream())
        .filter(one -> uid.equals(one.getUid()))
        .findFirst()
        .ifPresent(target -> hideBehind(env, target));
  }

  private static <T> void hideBehind(StreamExecutionEnvironment env, Transformation<T> target) {
    new DataStream<>(env, target).filter(new Saboteur<>()).uid("saboteur");
  }

  /** The job breaks after so many more elements. */
  static void breakAfter(int elements) {
    PATIENCE.set(elements);
  }

  static int crashes() {
    return CRASHES.get();
  }

  /** How many checkpoints were complete since the JVM started. */
  static int checkpoints() {
    return CHECKPOINTS.get();
  }

  @Override
  public boolean filter(T element) {
    if (PATIENCE.get() >= 0 && PATIENCE.getAndDecrement() == 0) {
      CRASHES.incrementAndGet();
      throw new IllegalStateException("broken on purpose");
    }
    return false;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTS.incrementAndGet();
  }
}
