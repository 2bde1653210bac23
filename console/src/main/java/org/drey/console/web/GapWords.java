package org.drey.console.web;

import java.util.List;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.console.index.IndexGaps;
import org.jspecify.annotations.Nullable;

/** Sentences on records that could not be read. */
final class GapWords {
  private static final int SHOWN = 3;
  private static final String TO_DO =
      " Tell whoever runs Drey where it is: an alert is back with its next record that can be read.";

  private GapWords() {}

  /** Returns that some cannot be read, where, and what to do; null if all can. */
  static @Nullable String all(IndexGaps gaps) {
    long count = gaps.count();
    return count == 0
        ? null
        : count
            + (count == 1 ? " record" : " records")
            + " cannot be read, so alerts may be missing here or be as they were before: "
            + shown(gaps, count)
            + "."
            + TO_DO;
  }

  /** Returns how many there are, and where. */
  static String places(IndexGaps gaps) {
    long count = gaps.count();
    return count == 0 ? "none" : count + ": " + shown(gaps, count);
  }

  private static String shown(IndexGaps gaps, long count) {
    List<IndexGaps.Gap> newest = gaps.newest(SHOWN);
    return newest.stream().map(GapWords::words).collect(Collectors.joining("; "))
        + (count > newest.size() ? "; and " + (count - newest.size()) + " more" : "");
  }

  /** The refusal to show what is not in the index: also an alert whose record cannot be read. */
  static RequestRefusal missing(IndexGaps gaps, String alertId) {
    return gaps.of(alertId)
        .map(gap -> new RequestRefusal(RequestRefusal.notFound().status(), missing(gap)))
        .orElseGet(RequestRefusal::notFound);
  }

  /** Returns why a search has found nothing. */
  static String unfound(IndexGaps gaps, String token) {
    return gaps.of(token)
        .map(GapWords::missing)
        .orElse(
            "Whole tokens are looked for, and ids by their first 8 letters or more, in alerts"
                + " alone.");
  }

  private static String missing(IndexGaps.Gap gap) {
    return "There is such an alert, but its record cannot be read: "
        + PlainText.text(gap.words())
        + "."
        + TO_DO;
  }

  /** Returns why an alert is shown as it was; null if it is as it is. */
  static @Nullable String old(IndexGaps gaps, String alertId) {
    return gaps.of(alertId)
        .map(
            gap ->
                "A later record of this alert cannot be read, so you see it as it was before: "
                    + PlainText.text(gap.words())
                    + "."
                    + TO_DO)
        .orElse(null);
  }

  private static String words(IndexGaps.Gap gap) {
    String id = gap.alertId();
    return PlainText.text(id == null ? gap.words() : "alert " + id + " at " + gap.words());
  }
}
