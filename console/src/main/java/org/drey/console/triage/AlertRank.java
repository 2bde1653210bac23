package org.drey.console.triage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rank of an alert in a list: what cannot wait first, then the most urgent.
 *
 * @param isSoon whether it is open and overdue, or due soon
 * @param urgency the number of its priority, 0 for the most urgent
 * @param due milliseconds since 1970; the largest number if nothing is due
 */
public record AlertRank(boolean isSoon, int urgency, long due, double score, String alertId) {
  /** The condition that a row, called a, cannot wait. */
  static final String SOON = "(a.state = 'OPEN' AND a.deadline <= ?)";

  static final String COLUMNS = "a.urgency, a.deadline, a.score, a.alert_id";
  static final String ORDER = " ORDER BY a.urgency, a.deadline, a.score DESC, a.alert_id";

  private static final Pattern TEXT =
      Pattern.compile("([01])_(\\d)_(\\d{1,19})_([0-9.E-]{1,25})_([0-9a-zA-Z-]{1,64})");

  /** Returns whether it is of the most urgent. */
  boolean isNow() {
    return urgency == 0;
  }

  /** As in an address. */
  public String text() {
    return (isSoon ? "1_" : "0_") + urgency + "_" + due + "_" + score + "_" + alertId;
  }

  /** Reads an address; empty if it is none. */
  public static Optional<AlertRank> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AlertRank(
              parts.group(1).equals("1"),
              Integer.parseInt(parts.group(2)),
              Long.parseLong(parts.group(3)),
              Double.parseDouble(parts.group(4)),
              parts.group(5)));
    } catch (NumberFormatException e) {
      return Optional.empty(); // digits, but no number
    }
  }

  /** Builds the condition that a row, called a, comes after this one. */
  AlertFilter.SqlCondition after(long soon) {
    AlertFilter.SqlCondition isSoonToo = new AlertFilter.SqlCondition(SOON, List.of(soon));
    AlertFilter.SqlCondition isBehind =
        new AlertFilter.SqlCondition(
            "(a.urgency, a.deadline) >= (?, ?) AND ((a.urgency, a.deadline) > (?, ?)"
                + " OR a.score < ? OR (a.score = ? AND a.alert_id > ?))",
            List.of(urgency, due, urgency, due, score, score, alertId));
    return isSoon ? isSoonToo.not().or(isBehind) : isSoonToo.not().and(isBehind);
  }

  /** Builds the condition that a row, called a, comes before this one, or is it. */
  AlertFilter.SqlCondition until(long soon) {
    return after(soon).not();
  }
}
