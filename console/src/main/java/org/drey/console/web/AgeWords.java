package org.drey.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.drey.alerts.explain.TimeWords;
import org.drey.base.PlainText;
import org.drey.console.index.IndexSource;
import org.drey.console.index.InputAges;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/** The age of each input's newest record, in words; what is missing or oldest comes first. */
final class AgeWords {
  /** An input whose newest record is older than this is said to be quiet. */
  static final Duration QUIET = Duration.ofHours(1);

  /** The one file that is not there until an analyst has decided something. */
  private static final String VERDICTS = TopicNames.VERDICTS + ".jsonl";

  private AgeWords() {}

  /** Each of one input: "payments 4 min ago, 2026-01-15 11:56 UTC", and why there is no answer. */
  static List<String> words(InputAges known, Instant now) {
    return words(known, now, time -> ", " + TimeWords.utc(time));
  }

  /** The same without the times. */
  static List<String> brief(InputAges known, Instant now) {
    return words(known, now, time -> "");
  }

  private static List<String> words(InputAges known, Instant now, Function<Instant, String> clock) {
    List<String> words = new ArrayList<>();
    if (known.problem() != null) {
      words.add(known.problem());
    }
    known.ages().stream()
        .sorted(
            Comparator.comparing(
                IndexSource.Age::newest, Comparator.nullsFirst(Comparator.naturalOrder())))
        .forEach(one -> words.add(PlainText.text(words(one, now, clock))));
    return words;
  }

  private static String words(IndexSource.Age age, Instant now, Function<Instant, String> clock) {
    @Nullable Instant newest = age.newest();
    if (newest == null) {
      return switch (age.kind()) {
        case ABSENT -> "no topic " + age.what();
        case FILE -> age.what().equals(VERDICTS) ? "no verdict yet" : "no file " + age.what();
        case RECORD -> age.what() + ": no record";
      };
    }
    Duration since = Duration.between(newest, now);
    String words =
        age.kind() == IndexSource.Age.Kind.FILE
            ? "file " + age.what() + ", written " + TimeWords.words(since) + " ago"
            : age.what() + " " + words(since);
    return words + clock.apply(newest);
  }

  private static String words(Duration age) {
    if (age.isNegative() && age.abs().compareTo(Duration.ofMinutes(1)) >= 0) {
      return "dated " + TimeWords.words(age) + " ahead";
    }
    return age.compareTo(QUIET) > 0
        ? "quiet for " + TimeWords.words(age)
        : TimeWords.words(age) + " ago";
  }
}
