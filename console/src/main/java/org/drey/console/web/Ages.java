package org.drey.console.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.alerts.page.Plain;
import org.drey.alerts.page.Times;
import org.drey.console.index.Source;
import org.jspecify.annotations.Nullable;

/** How old the newest record of each input is; asked for every ten seconds at most. Thread-safe. */
final class Ages {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  private final Source source;
  private List<Source.Age> ages = List.of();
  private @Nullable String problem;
  private Instant asked = Instant.MIN;

  Ages(Source source) {
    this.source = source;
  }

  /** In words, each of one input: "payments: 4 min ago". */
  synchronized List<String> words(Instant now) {
    if (asked.isBefore(now.minus(ASK_AGAIN))) {
      ask(now);
    }
    return problem == null
        ? ages.stream().map(one -> one.what() + ": " + age(one, now)).toList()
        : List.of(problem);
  }

  private void ask(Instant now) {
    asked = now;
    try {
      ages = source.ages();
      problem = null;
    } catch (IOException e) {
      problem = Plain.text(String.valueOf(e.getMessage()));
    }
  }

  private static String age(Source.Age age, Instant now) {
    @Nullable Instant newest = age.newest();
    return newest == null
        ? "none"
        : Times.words(Duration.between(newest, now)) + " ago, " + Times.utc(newest);
  }
}
