package org.drey.rules.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/**
 * An analyst's verdict on an alert: what of the record decides anything.
 *
 * @param id unique; a verdict counts once
 * @param time when it was given ({@code verdict_time}), milliseconds since 1970
 * @param asOf {@code as_of} of the revision that the analyst saw, milliseconds since 1970
 * @param alertId the alert, see {@link AlertIds}
 * @param track the alert's
 * @param takesBack the id of the verdict that it undoes; null unless it is REOPENED
 * @param seen ids of the findings that the analyst saw
 * @param suppress families whose findings are to be ignored for a time
 * @param suppressDays for how many days; counts only if any family is suppressed
 * @param analyst who gave it, opaque
 * @param secondAnalyst who agreed, opaque; null if no one did
 * @param text the whole record as text: of records that differ under one id and time, the one whose
 *     text is the smallest counts
 */
public record Verdict(
    String id,
    long time,
    long asOf,
    String alertId,
    AlertTrack track,
    VerdictType type,
    String reason,
    @Nullable String takesBack,
    List<String> seen,
    List<String> suppress,
    int suppressDays,
    String analyst,
    @Nullable String secondAnalyst,
    String text) {

  /** For how many days families are suppressed where the record does not say. */
  public static final int SUPPRESS_DAYS = 30;

  /** The first in this order counts of records under one id. */
  public static final Comparator<Verdict> FIRST =
      Comparator.comparingLong(Verdict::time).thenComparing(Verdict::text);

  /**
   * The time at which it acts: no earlier than what it saw, so that a slow clock does no harm;
   * milliseconds since 1970.
   */
  public long actsAt() {
    return Math.max(time, asOf);
  }

  /** The same without what only compares it with others of its id. */
  public Verdict withoutText() {
    return new Verdict(
        id,
        time,
        asOf,
        alertId,
        track,
        type,
        reason,
        takesBack,
        seen,
        suppress,
        suppressDays,
        analyst,
        secondAnalyst,
        "");
  }

  /** Returns whether two people gave it. */
  public boolean hasSecondEyes() {
    return secondAnalyst != null && !Objects.equals(secondAnalyst, analyst);
  }
}
