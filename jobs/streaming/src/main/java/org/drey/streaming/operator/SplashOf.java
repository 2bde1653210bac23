package org.drey.streaming.operator;

import org.apache.avro.Schema;
import org.apache.flink.api.common.functions.MapFunction;
import org.drey.event.BlocklistHit;
import org.drey.event.SplashSignal;

/** A hit as a splash signal: the same fields under another name. */
public final class SplashOf implements MapFunction<BlocklistHit, SplashSignal> {
  private static final long serialVersionUID = 1L;

  @Override
  public SplashSignal map(BlocklistHit hit) {
    SplashSignal signal = new SplashSignal();
    for (Schema.Field field : SplashSignal.getClassSchema().getFields()) {
      signal.put(field.pos(), hit.get(hit.getSchema().getField(field.name()).pos()));
    }
    return signal;
  }
}
