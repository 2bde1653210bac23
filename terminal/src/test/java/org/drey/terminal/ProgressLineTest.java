package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  @Test
  void aFileHasALineNowAndThen() {
    AtomicLong nanos = new AtomicLong();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
    ProgressLine progress = ProgressLine.elsewhere(err, false, Duration.ofNanos(10), nanos::get);
    for (int step = 1; step <= 25; step++) {
      nanos.set(step);
      String text = "step " + step;
      progress.show(() -> text);
    }
    progress.clear();
    assertEquals("step 10\nstep 20\n", out.toString(StandardCharsets.UTF_8));
  }
}
