package org.drey.streaming.operator;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What is kept of verdicts beside the alerts that they are on. It ends by the machine's clock:
 * verdicts drive no other, and what ended can only be missed by a record that repeats an id years
 * later.
 */
final class VerdictState {
  /** As long as a verdict is kept whose alert never comes. */
  private static final Duration KEPT = Duration.ofDays(730);

  private VerdictState() {}

  /** A state of bytes with their own version. */
  static ValueStateDescriptor<byte[]> bytes(String name) {
    return of(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** A state that is a time. */
  static ValueStateDescriptor<Long> time(String name) {
    return of(name, Types.LONG);
  }

  private static <T> ValueStateDescriptor<T> of(String name, TypeInformation<T> type) {
    ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, type);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
    return descriptor;
  }
}
