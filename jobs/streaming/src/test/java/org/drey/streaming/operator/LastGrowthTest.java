package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LastGrowthTest {
  @Test
  void silenceBeginsWithTheStartAndEndsWithTheNextRecord() {
    AtomicLong count = new AtomicLong();
    AtomicLong clock = new AtomicLong(1_000_000);
    LastGrowth growth = new LastGrowth(count::get, clock::get);
    clock.set(1_060_000);
    assertEquals(1_000, growth.seconds());
    count.set(3);
    assertEquals(1_060, growth.seconds());
    clock.set(1_090_999);
    assertEquals(1_060, growth.seconds());
    count.set(4);
    assertEquals(1_090, growth.seconds());
  }
}
