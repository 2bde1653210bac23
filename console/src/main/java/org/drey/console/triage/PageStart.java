package org.drey.console.triage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a further page of a list: after an alert of young people, or of the others. The
 * page has that part alone.
 *
 * @param soon up to when what is open cannot wait, as on the first page
 */
public record PageStart(boolean isLane, long soon, AlertRank rank) {
  private static final Pattern TEXT = Pattern.compile("(lane_)?(\\d{1,15})_(.+)");

  /** As in an address. */
  public String text() {
    return (isLane ? "lane_" : "") + soon + "_" + rank.text();
  }

  /** Reads an address; empty if it is none, which is the first page. */
  public static Optional<PageStart> parse(@Nullable String text) {
    Matcher parts = TEXT.matcher(text == null ? "" : text);
    return parts.matches()
        ? AlertRank.parse(parts.group(3))
            .map(
                rank -> new PageStart(parts.group(1) != null, Long.parseLong(parts.group(2)), rank))
        : Optional.empty();
  }

  /** Builds the condition that a row, called a, comes after it. */
  AlertFilter.SqlCondition where() {
    return rank.after(soon);
  }
}
