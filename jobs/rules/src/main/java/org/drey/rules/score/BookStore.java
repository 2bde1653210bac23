package org.drey.rules.score;

import org.drey.rules.compile.Track;
import org.jspecify.annotations.Nullable;

/**
 * The store of what is known of one entity, in parts that are read only when they are needed. What
 * is not there is null; to put null is to take away.
 */
public interface BookStore {
  @Nullable Summary summary();

  /** The ledger of a track, except the newest days, which the summary has. */
  @Nullable Ledger ledger(Track track);

  @Nullable LastRevision lastRevision(Track track);

  /** Returns what an alert shows of a finding. */
  @Nullable Shown shown(String finding);

  /** The verdicts on the alert of a track; asked for only where the summary says that there are. */
  @Nullable Verdicts verdicts(Track track);

  void put(@Nullable Summary summary);

  void put(Track track, @Nullable Ledger ledger);

  void put(Track track, @Nullable LastRevision emitted);

  void put(Track track, @Nullable Verdicts verdicts);

  void put(String finding, @Nullable Shown shown);

  /** Takes everything away. */
  void clear();
}
