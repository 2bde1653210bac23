package org.drey.rules.score;

import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on an alert, as the alert says them.
 *
 * @param verdict the newest; NEEDS_MORE where it lacked a second analyst; null if there is none
 * @param verdictTime its {@code verdict_time}, milliseconds since 1970; 0 if there is none
 * @param closedBy the verdict that closed the episode shown; null if none did, or quiet
 * @param suppressed how many entries all verdicts suppressed
 * @param undone whether any verdict that closes is taken back
 */
public record VerdictSummary(
    @Nullable VerdictType verdict,
    long verdictTime,
    @Nullable VerdictType closedBy,
    int suppressed,
    boolean undone) {
  public static final VerdictSummary NONE = new VerdictSummary(null, 0, null, 0, false);

  /** Returns what identifies an alert's content together with it. */
  String digest(String content) {
    if (equals(NONE)) {
      return content;
    }
    FieldDigest digest = new FieldDigest();
    digest.add(content, verdict, verdictTime, closedBy, suppressed);
    return digest.value();
  }
}
