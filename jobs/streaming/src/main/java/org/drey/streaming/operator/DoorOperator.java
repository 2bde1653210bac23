package org.drey.streaming.operator;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.rules.correlate.Match;

/**
 * A door behind its source. When all partitions that the source reads are silent, the door says the
 * newest clock of its stream that it knows, from before a restart too: a source that starts again
 * has no clock until a record drives one, and what waits for the clock would wait for that record.
 */
public final class DoorOperator<T extends SpecificRecordBase>
    extends ProcessOperator<ArrivedRecord<T>, Match> {
  private static final long serialVersionUID = 1L;

  private final DoorFunction<T> door;

  /** The last watermark; {@link Long#MIN_VALUE} if the stream has no part in the clock. */
  private transient long last;

  DoorOperator(DoorFunction<T> door) {
    super(door);
    this.door = door;
  }

  /** The matches of a stream. */
  public static <T extends SpecificRecordBase> SingleOutputStreamOperator<Match> of(
      DataStream<ArrivedRecord<T>> arrivals, DoorSettings settings) {
    String topic = settings.stream().topic();
    return arrivals
        .transform(
            "door: " + topic,
            TypeInformation.of(Match.class),
            new DoorOperator<>(new DoorFunction<>(settings)))
        .uid("door-" + topic);
  }

  @Override
  public void open() throws Exception {
    super.open();
    last = Long.MIN_VALUE;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > last) {
      last = mark.getTimestamp();
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    long newest = door.newestClock();
    if (status.isIdle() && last != Long.MIN_VALUE && newest != ArrivedRecord.NO_TIME) {
      processWatermark(new Watermark(newest - 1));
    }
    super.processWatermarkStatus(status);
  }
}
