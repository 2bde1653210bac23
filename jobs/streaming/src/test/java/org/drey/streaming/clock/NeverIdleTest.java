package org.drey.streaming.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class NeverIdleTest {
  @Test
  void allPassesButTheSilence() throws Exception {
    OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(new NeverIdle<>(), StringSerializer.INSTANCE);
    harness.open();
    harness.processElement("first", 1);
    harness.processWatermark(5);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    harness.processElement("late", 2);
    harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
    harness.processWatermark(9);
    assertEquals(
        List.of(
            new StreamRecord<>("first", 1),
            new Watermark(5),
            new StreamRecord<>("late", 2),
            new Watermark(9)),
        List.copyOf(harness.getOutput()));
    harness.close();
  }
}
