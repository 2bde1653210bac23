package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.MapFunction;
import org.drey.event.BlocklistHit;
import org.drey.event.SplashSignal;

/** A hit as a splash signal: the same fields under another name. */
public final class SplashOf implements MapFunction<BlocklistHit, SplashSignal> {
  private static final long serialVersionUID = 1L;

  /** Where a hit has each field of a signal. */
  private static final int[] IN_HIT =
      SplashSignal.getClassSchema().getFields().stream()
          .mapToInt(field -> BlocklistHit.getClassSchema().getField(field.name()).pos())
          .toArray();

  @Override
  public SplashSignal map(BlocklistHit hit) {
    SplashSignal signal = new SplashSignal();
    for (int i = 0; i < IN_HIT.length; i++) {
      signal.put(i, hit.get(IN_HIT[i]));
    }
    return signal;
  }
}
