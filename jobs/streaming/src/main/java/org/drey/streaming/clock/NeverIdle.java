package org.drey.streaming.clock;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Passes on all but that a step is idle. After a silence the doors' next record brings the new
 * clock at once to every step that reads doors. One that also reads another step would take it
 * alone as long as that other step counts as idle, and be ahead of what the other then finds.
 */
public final class NeverIdle<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  NeverIdle() {}

  /**
   * The same stream, never idle.
   *
   * @param uid of the operator, and its name
   */
  public static <T> DataStream<T> of(DataStream<T> stream, String uid) {
    return stream.transform(uid, stream.getType(), new NeverIdle<>()).uid(uid);
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
