package org.drey.console.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.base.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The age of each input's newest record when the source was last asked.
 *
 * @param asked when that was
 * @param ages of each input; of the last answer, if the source gave none this time
 * @param problem why it gave none; null if it did
 */
public record InputAges(Instant asked, List<IndexSource.Age> ages, @Nullable String problem) {
  static final InputAges NOT_ASKED = new InputAges(Instant.MIN, List.of(), null);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  /** Asks again, if it is time to; a source that does not answer holds the caller for seconds. */
  InputAges askedAgain(IndexSource source, Instant now) {
    if (!asked.isBefore(now.minus(ASK_AGAIN))) {
      return this;
    }
    try {
      return new InputAges(now, source.ages(), null);
    } catch (IOException e) {
      return new InputAges(now, ages, PlainText.text(String.valueOf(e.getMessage())));
    }
  }
}
