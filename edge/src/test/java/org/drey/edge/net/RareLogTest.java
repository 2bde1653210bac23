package org.drey.edge.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

final class RareLogTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<String> lines = new ArrayList<>();

  /** Takes what is written to it. */
  private final Logger logger =
      (Logger)
          Proxy.newProxyInstance(
              Logger.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> {
                lines.add(method.getName() + " " + Arrays.asList(arguments).subList(1, 3));
                return null;
              });

  @Test
  void aKindIsSaidOnceAMinute() {
    RareLog log = new RareLog(logger, now::get);
    for (int i = 0; i < 1_000; i++) {
      log.warn("one");
    }
    log.warn("other");
    assertEquals(List.of("warn [one, ]", "warn [other, ]"), lines);
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    log.warn("one");
    log.warn("one");
    assertEquals(List.of("warn [one,  (and 999 times before)]"), lines.subList(2, lines.size()));
  }
}
