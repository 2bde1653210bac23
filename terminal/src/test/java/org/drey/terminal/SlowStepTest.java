package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SlowStepTest {
  private static final String CLEARED = "\r\u001b[K";

  private final CountDownLatch flushed = new CountDownLatch(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream err =
      new PrintStream(out, false, StandardCharsets.UTF_8) {
        @Override
        public void flush() {
          super.flush();
          flushed.countDown();
        }
      };
  private final ProgressLine terminal =
      ProgressLine.elsewhere(err, true, Duration.ZERO, System::nanoTime);

  /** Runs a step that goes on until its line is shown. */
  private int untilShown(SlowStep.Step<Integer, IOException> end) throws Exception {
    return SlowStep.run(
        "asking",
        Duration.ZERO,
        terminal,
        () -> {
          flushed.await();
          return end.run();
        });
  }

  @Test
  void whatTakesLongIsShownUntilItIsOver() throws Exception {
    assertEquals(42, untilShown(() -> 42));
    assertEquals(CLEARED + "asking" + CLEARED, shown());
  }

  @Test
  void whatIsOverSoonShowsNothing() {
    assertEquals("", SlowStep.run("asking", Duration.ofDays(1), terminal, this::shown));
    assertEquals("", shown());
  }

  @Test
  void theLineIsGoneBeforeAFailureIsShown() {
    IOException failed =
        assertThrows(
            IOException.class,
            () ->
                untilShown(
                    () -> {
                      throw new IOException("no answer");
                    }));
    assertEquals("no answer", failed.getMessage());
    assertEquals(CLEARED + "asking" + CLEARED, shown());
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
