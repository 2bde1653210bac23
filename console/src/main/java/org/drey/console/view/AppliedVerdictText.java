package org.drey.console.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.drey.alerts.explain.AlertView.VerdictView;
import org.drey.event.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Words on the verdicts that a revision took up. It names the newest alone; those between the one
 * that the revision before named and this one came with it. One that was late, so that the newest
 * stayed the same, no revision names.
 */
final class AppliedVerdictText {
  private final List<VerdictView> verdicts;

  /** The words for the verdicts on an alert, in the order in which they take effect. */
  AppliedVerdictText(List<VerdictView> verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * In words; empty if the newest verdict is the same as before, or is not among those at hand.
   *
   * @param before when the newest verdict of the revision before was given; null if there was none
   * @param now when that of this one was given; null if there is none
   */
  String words(@Nullable Instant before, @Nullable Instant now) {
    int last = place(now);
    if (last < 0 || now == null || now.equals(before)) {
      return "";
    }
    int first = before == null ? 0 : place(before) + 1;
    return named(verdicts.subList(Math.min(first, last), last + 1));
  }

  /** The newest verdict of a revision whose earlier ones are not known; empty as above. */
  String newest(@Nullable Instant now) {
    int last = place(now);
    return last < 0 ? "" : named(verdicts.subList(last, last + 1));
  }

  private int place(@Nullable Instant time) {
    for (int i = verdicts.size() - 1; i >= 0; i--) {
      if (verdicts.get(i).verdict().getVerdictTime().equals(time)) {
        return i;
      }
    }
    return -1;
  }

  private static String named(List<VerdictView> all) {
    return all.stream()
        .map(one -> words(one.verdict()))
        .collect(Collectors.joining("; ", "took up ", ""));
  }

  private static String words(Verdict verdict) {
    String second = verdict.getSecondAnalyst();
    return verdict.getVerdict()
        + ", "
        + verdict.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + ", by "
        + verdict.getAnalyst()
        + (second == null ? "" : " and " + second)
        + " [verdict "
        + verdict.getVerdictId()
        + "]";
  }
}
