package org.drey.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.page.Times;
import org.drey.console.index.InputAges;
import org.drey.console.index.Source;
import org.jspecify.annotations.Nullable;

/** How old the newest record of each input is, in words. */
final class Ages {
  private Ages() {}

  /** Each of one input: "payments: 4 min ago", and why there is no newer answer. */
  static List<String> words(InputAges known, Instant now) {
    List<String> words = new ArrayList<>();
    known.ages().forEach(one -> words.add(one.what() + ": " + age(one, now)));
    if (known.problem() != null) {
      words.add(known.problem());
    }
    return words;
  }

  private static String age(Source.Age age, Instant now) {
    @Nullable Instant newest = age.newest();
    return newest == null
        ? "none"
        : Times.words(Duration.between(newest, now)) + " ago, " + Times.utc(newest);
  }
}
