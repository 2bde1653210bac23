package org.drey.streaming.clock;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps what a step makes in the clock of the next step, also while nothing drives the clock.
 * Without it, a step that reads both doors and the step before it would take the doors' new clock
 * after a silence as its own before it has what the step before it finds there: until that has
 * heard of the end of the silence, it counts as silent.
 */
public final class NeverIdle<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  NeverIdle() {}

  /**
   * The same stream, never idle.
   *
   * @param name what it carries, as {@code step: findings}; the operator's id is made of it
   */
  public static <T> DataStream<T> of(DataStream<T> stream, String name) {
    return stream
        .transform(name, stream.getType(), new NeverIdle<>())
        .uid(name.replace(": ", "-").replace(' ', '-'));
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // A silence is not passed on.
  }
}
