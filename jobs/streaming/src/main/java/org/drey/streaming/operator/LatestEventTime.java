package org.drey.streaming.operator;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.drey.definitions.record.ArrivedRecord;

/**
 * The time of the latest accepted event of a stream that ends, emitted at its end; none if there is
 * no such event. The latest of all streams is the horizon of a run.
 */
public final class LatestEventTime<T extends SpecificRecordBase>
    extends AbstractStreamOperator<ScoreNotice>
    implements OneInputStreamOperator<ArrivedRecord<T>, ScoreNotice>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private transient long latest;

  private LatestEventTime() {}

  /** The horizon of a stream, found where its arrivals are: they do not travel for it. */
  public static <T extends SpecificRecordBase> DataStream<ScoreNotice> of(
      DataStream<ArrivedRecord<T>> arrivals, String topic) {
    String name = "horizon-" + topic;
    return arrivals
        .transform(name, TypeInformation.of(ScoreNotice.class), new LatestEventTime<T>())
        .uid(name)
        .setParallelism(arrivals.getParallelism());
  }

  @Override
  public void open() throws Exception {
    super.open();
    latest = ArrivedRecord.NO_TIME;
  }

  @Override
  public void processElement(StreamRecord<ArrivedRecord<T>> element) {
    ArrivedRecord<T> arrival = element.getValue();
    if (!arrival.isRejected()) {
      latest = Math.max(latest, arrival.eventTime());
    }
  }

  @Override
  public void endInput() {
    if (latest != ArrivedRecord.NO_TIME) {
      output.collect(new StreamRecord<>(ScoreNotice.horizon(latest)));
    }
  }
}
