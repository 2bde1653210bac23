package org.drey.rules.words;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The measure of an alert's reason, as the alert has it.
 *
 * @param observed count, sum or value
 * @param threshold the condition it met, such as "gte 3"; "all 2" of a rule that needs two others;
 *     empty of a rule over single events
 * @param window a timespan such as "30d"; empty of a rule over single events
 */
public record ReasonMeasure(double observed, String threshold, String window) {
  private static final Pattern BOUND = Pattern.compile("(gte|gt|lte|lt|eq|neq) (-?\\d{1,19})");
  private static final Pattern TIMESPAN = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final String MOMENT = "1s";

  /**
   * An entity keeps the newest 4,096 events of all its rules together: what is counted from here on
   * may be only a part.
   */
  private static final double EXACT_BELOW = 1_000;

  /**
   * Returns whether it counts something; a rule over one event, or that needs other rules, does
   * not.
   */
  public boolean counts() {
    return !threshold.isEmpty() && !threshold.startsWith("all ");
  }

  /**
   * Returns whether the window is a time for people: that of conditions on one window is a moment.
   */
  public boolean hasWindow() {
    return !window.isEmpty() && !window.equals(MOMENT);
  }

  /** The number, without a fraction where it has none: "4"; of a large count "at least 4096". */
  public String observedWords() {
    return (counts() && observed >= EXACT_BELOW ? "at least " : "")
        + BigDecimal.valueOf(observed).stripTrailingZeros().toPlainString();
  }

  /** The condition in words: "3 or more"; of several bounds all: "3 or more and fewer than 9". */
  public String thresholdWords() {
    List<String> bounds = new ArrayList<>();
    for (String one : threshold.split(", ", -1)) {
      Matcher bound = BOUND.matcher(one);
      bounds.add(bound.matches() ? words(bound.group(1), bound.group(2)) : one);
    }
    return String.join(" and ", bounds);
  }

  private static String words(String comparison, String limit) {
    return switch (comparison) {
      case "gte" -> limit + " or more";
      case "gt" -> "more than " + limit;
      case "lte" -> limit + " or fewer";
      case "lt" -> "fewer than " + limit;
      case "eq" -> "exactly " + limit;
      default -> "not " + limit;
    };
  }

  /** The timespan in words: "30 days"; minutes that are whole hours as hours. */
  public String windowWords() {
    Matcher timespan = TIMESPAN.matcher(window);
    if (!timespan.matches()) {
      return window;
    }
    long number = Long.parseLong(timespan.group(1));
    boolean wholeHours = timespan.group(2).equals("m") && number % 60 == 0;
    String unit =
        switch (timespan.group(2)) {
          case "s" -> "second";
          case "m" -> wholeHours ? "hour" : "minute";
          case "h" -> "hour";
          case "d" -> "day";
          default -> "week";
        };
    long shown = wholeHours ? number / 60 : number;
    return shown + " " + unit + (shown == 1 ? "" : "s");
  }
}
