package org.drey.rules.score;

import java.util.SortedMap;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.EvidenceEvent;
import org.jspecify.annotations.Nullable;

/**
 * The store of what is known of one entity, in parts that are read only when they are needed. What
 * is not there is null; to put null is to take away.
 */
public interface BookStore {
  /** The two folds over one ledger: each makes alerts of its own, and verdicts act in both. */
  enum Side {
    /** Without what rules on trial found: alerts. */
    LIVE,
    /** With it: shadow alerts. */
    SHADOW
  }

  @Nullable EntitySummary summary();

  /** The ledger of a track, except the newest days, which the summary has. */
  @Nullable Ledger ledger(AlertTrack track);

  @Nullable LastRevision lastRevision(AlertTrack track, Side side);

  /** A chunk of events, by their numbers, see {@link EntityEvidence}. */
  @Nullable SortedMap<Integer, EvidenceEvent> evidence(int chunk);

  /** The verdicts on the alert of a track; asked for only where the summary says that there are. */
  @Nullable AlertVerdicts verdicts(AlertTrack track, Side side);

  void put(@Nullable EntitySummary summary);

  void put(AlertTrack track, @Nullable Ledger ledger);

  void put(AlertTrack track, Side side, @Nullable LastRevision emitted);

  void put(AlertTrack track, Side side, @Nullable AlertVerdicts verdicts);

  void put(int chunk, @Nullable SortedMap<Integer, EvidenceEvent> evidence);

  /** Takes everything away. */
  void clear();
}
