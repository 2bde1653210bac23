package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.Track;
import org.drey.rules.score.Episode;
import org.drey.rules.score.Ledger;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.Told;

/**
 * The state of one track of an entity: its ledger, and what was said of it.
 *
 * @param track a {@link Track}'s name
 * @param entries the ledger's entries
 * @param settled what the ledger's fold has settled
 * @param told the last revision
 * @param dueBy when the last telling revision is due, milliseconds since 1970, 0 if none was told
 */
public record TrackAlerts(
    String track, List<LedgerEntry> entries, Episode settled, Told told, long dueBy) {

  static TrackAlerts empty(Track track) {
    return new TrackAlerts(track.name(), new ArrayList<>(), Episode.NONE, Told.NOTHING, 0);
  }

  TrackAlerts copy() {
    return new TrackAlerts(track, new ArrayList<>(entries), settled, told, dueBy);
  }

  Ledger ledger() {
    return new Ledger(entries, settled);
  }

  /** When the newest entry is folded, {@link Long#MIN_VALUE} for none. */
  long newest() {
    return entries.isEmpty() ? Long.MIN_VALUE : entries.get(entries.size() - 1).foldedAt();
  }

  /**
   * The time of the oldest score that a revision may still state, {@link Long#MAX_VALUE} if nothing
   * was ever told: late evidence may undo an episode, and then the one before it stands.
   */
  long oldestToTell() {
    if (told.revision() == 0) {
      return Long.MAX_VALUE;
    }
    return settled.number() > 0 ? settled.asOf() : newest();
  }

  TrackAlerts with(Ledger ledger) {
    return new TrackAlerts(track, ledger.entries(), ledger.settled(), told, dueBy);
  }

  TrackAlerts with(Told next, long due) {
    return new TrackAlerts(track, entries, settled, next, due);
  }
}
