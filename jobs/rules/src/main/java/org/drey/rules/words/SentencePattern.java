package org.drey.rules.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence with places for what was measured: "{observed} payments within {window}". */
public final class SentencePattern {
  /** The longest sentence, in UTF-16 units: one that is read aloud in a breath or two. */
  public static final int MAX_LENGTH = 300;

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

  /** The places that a sentence may have. */
  public enum Place {
    /** The number that was counted. */
    OBSERVED,
    /** The number that the count had to reach. */
    THRESHOLD,
    /** The time over which it was counted. */
    WINDOW;

    /** As it is written in a sentence, without braces. */
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private SentencePattern() {}

  /**
   * Returns what is wrong with a sentence; empty if nothing is.
   *
   * @param allowed the places that its rule has something for
   */
  public static Optional<String> problem(String sentence, Set<Place> allowed) {
    if (sentence.length() > MAX_LENGTH) {
      return Optional.of("a sentence of at most " + MAX_LENGTH + " characters");
    }
    if (sentence.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("one line, without control characters");
    }
    Matcher places = PLACE.matcher(sentence);
    while (places.find()) {
      String name = places.group(1);
      if (allowed.stream().noneMatch(place -> place.written().equals(name))) {
        return Optional.of(unknown(name, allowed));
      }
    }
    String rest = places.replaceAll("");
    return rest.contains("{") || rest.contains("}")
        ? Optional.of("a brace that belongs to no place such as {window}")
        : Optional.empty();
  }

  private static String unknown(String name, Set<Place> allowed) {
    List<String> all =
        Arrays.stream(Place.values())
            .filter(allowed::contains)
            .map(place -> "{" + place.written() + "}")
            .toList();
    return "there is no {"
        + name
        + "} for this rule; there is "
        + (all.isEmpty() ? "none" : String.join(", ", all));
  }

  /** The sentence with what was measured in its places. */
  public static String filled(String sentence, ReasonMeasure measure) {
    return PLACE
        .matcher(sentence)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "observed" -> measure.observedWords();
                      case "threshold" -> measure.thresholdWords();
                      case "window" -> measure.windowWords();
                      default -> found.group();
                    }));
  }
}
