package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.drey.rules.compile.AlertTrack;

/**
 * The part of an entity's tracks that nothing that comes can change any more, and what is then
 * forgotten.
 */
final class LedgerSettlement {
  private final EntityAlertsFactory common;
  private final Map<AlertTrack, TrackAlerts> tracks;
  private final Consumer<LedgerEntry> hide;
  private int left;

  /**
   * A look at an entity.
   *
   * @param most how many findings it forgets at most
   * @param hide takes away what alerts show of a finding
   */
  LedgerSettlement(
      EntityAlertsFactory common,
      Map<AlertTrack, TrackAlerts> tracks,
      int most,
      Consumer<LedgerEntry> hide) {
    this.common = common;
    this.tracks = tracks;
    this.left = most;
    this.hide = hide;
  }

  /**
   * Settles every track; one that holds another after it, whose score looks at it.
   *
   * @param until the end of a UTC day
   * @return whether there is more to forget
   */
  boolean settle(long until) {
    long holder = Long.MAX_VALUE;
    boolean isMore = false;
    List<TrackAlerts> order = new ArrayList<>(tracks.values());
    order.sort(Comparator.comparing(one -> !one.track().holds().isEmpty()));
    for (TrackAlerts one : order) {
      settle(one, until);
      Episode settled = one.ledger().settled();
      if (one.track().heldBy() != null && settled.number() > 0) {
        holder = settled.asOf();
      }
      VerdictEntries entries = common.fold.entries(one.ledger(), one.verdicts());
      List<LedgerEntry> gone = common.fold.forgettable(one.track(), entries, settled, holder);
      isMore |= gone.size() > left;
      forget(one, entries, gone.subList(0, Math.min(gone.size(), left)));
      left = Math.max(0, left - gone.size());
    }
    return isMore;
  }

  private void settle(TrackAlerts one, long until) {
    Ledger ledger = one.ledger();
    if (until <= ledger.settled().until()) {
      return;
    }
    FoldResult judged = common.judge(one, holding(tracks, one.track()), until);
    one.put(ledger.settled(judged.episode()));
    one.put(one.verdicts().settled(judged.effects(), until));
  }

  /** The ledger of the track by which a score may be held down. */
  static Ledger holding(Map<AlertTrack, TrackAlerts> tracks, AlertTrack track) {
    AlertTrack by = track.heldBy();
    return by != null && tracks.containsKey(by) ? tracks.get(by).ledger() : Ledger.empty();
  }

  private void forget(TrackAlerts one, VerdictEntries entries, List<LedgerEntry> gone) {
    gone.forEach(hide);
    Set<LedgerEntry> forgotten = new HashSet<>(gone);
    long suppressed = entries.suppressed().stream().filter(forgotten::contains).count();
    one.put(one.verdicts().withSuppressed((int) suppressed));
    Ledger ledger = one.ledger();
    List<LedgerEntry> kept = new ArrayList<>(ledger.kept());
    kept.removeAll(forgotten);
    one.put(new Ledger(kept, ledger.settled()));
  }
}
