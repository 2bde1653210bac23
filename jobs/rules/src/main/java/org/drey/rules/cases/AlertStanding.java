package org.drey.rules.cases;

import java.util.Set;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The part of an alert's newest revision that cases read.
 *
 * @param counts whether the alert may be a member
 * @param peak its peak score
 * @param firstSeen milliseconds since 1970, as {@code lastSeen}
 */
public record AlertStanding(boolean counts, double peak, long firstSeen, long lastSeen) {
  /** The verdicts whose closed alerts stay members. */
  private static final Set<String> STAYING = Set.of("CONFIRMED", "LIKELY");

  /** The standing after a revision as the score emits it; null after the last one of an alert. */
  public static @Nullable AlertStanding of(AlertRevision revision) {
    if (revision.isLast()) {
      return null;
    }
    AlertContent content = revision.content();
    if (content == null) {
      return new AlertStanding(false, 0, 0, 0);
    }
    VerdictType closedBy = revision.judgement().closedBy();
    return of(
        revision.kept().state().name(),
        closedBy == null ? null : closedBy.name(),
        content.peak(),
        content.firstSeen(),
        content.lastSeen());
  }

  /**
   * The standing after a revision: an alert counts while it is open, and if quiet or a verdict that
   * lets its evidence count has closed it.
   *
   * @param state OPEN, CLOSED or WITHDRAWN
   * @param closedBy the verdict that ended the episode; null if none did
   */
  public static AlertStanding of(
      String state, @Nullable String closedBy, double peak, long firstSeen, long lastSeen) {
    boolean counts =
        state.equals("OPEN")
            || (state.equals("CLOSED") && (closedBy == null || STAYING.contains(closedBy)));
    return new AlertStanding(counts, peak, firstSeen, lastSeen);
  }
}
