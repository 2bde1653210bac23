package org.drey.rules.score;

import org.drey.rules.compile.AlertTrack;
import org.jspecify.annotations.Nullable;

/**
 * The store of what is known of one entity, in parts that are read only when they are needed. What
 * is not there is null; to put null is to take away.
 */
public interface BookStore {
  @Nullable EntitySummary summary();

  /** The ledger of a track, except the newest days, which the summary has. */
  @Nullable Ledger ledger(AlertTrack track);

  @Nullable LastRevision lastRevision(AlertTrack track);

  /** Returns what an alert shows of a finding. */
  @Nullable ShownFinding shown(String finding);

  /** The verdicts on the alert of a track; asked for only where the summary says that there are. */
  @Nullable AlertVerdicts verdicts(AlertTrack track);

  void put(@Nullable EntitySummary summary);

  void put(AlertTrack track, @Nullable Ledger ledger);

  void put(AlertTrack track, @Nullable LastRevision emitted);

  void put(AlertTrack track, @Nullable AlertVerdicts verdicts);

  void put(String finding, @Nullable ShownFinding shown);

  /** Takes everything away. */
  void clear();
}
