package org.drey.rules.score;

import java.util.List;
import java.util.function.Consumer;
import org.drey.rules.schema.EntityKey;

/** The end of an entity's tracks: an alert ends when it has been kept for long enough. */
final class AlertExpiry {
  private final EntityAlertsFactory common;
  private final EntityKey entity;
  private final Consumer<LedgerEntry> hide;
  private final List<AlertRevision> revisions;
  private final long now;

  /**
   * A look at an entity.
   *
   * @param hide takes away what alerts show of a finding
   * @param revisions gets the last revision of each alert that ends
   * @param now the machine's clock, milliseconds since 1970
   */
  AlertExpiry(
      EntityAlertsFactory common,
      EntityKey entity,
      Consumer<LedgerEntry> hide,
      List<AlertRevision> revisions,
      long now) {
    this.common = common;
    this.entity = entity;
    this.hide = hide;
    this.revisions = revisions;
    this.now = now;
  }

  /**
   * Ends what is kept no longer than to before a time, as that is when something new comes. Most
   * tracks have no alert, and of the others the summary mostly has something that is newer.
   */
  void before(TrackAlerts one, long time) {
    boolean mayHaveEnded = one.isRemembered() && one.mayHaveEnded(time);
    if (mayHaveEnded && time > endOf(one)) {
      end(one);
    }
  }

  /**
   * Ends what is kept no longer, but not before nothing that comes can change it: what never
   * alerted with its evidence.
   *
   * @return when there is something to end, {@link EntitySummary#NEVER} if that is not known
   */
  long at(TrackAlerts one, long clock) {
    if (one.isRemembered()) {
      long end = endOf(one);
      boolean isSettled = one.newest() <= one.ledger().settled().until();
      if (!isSettled) {
        return common.settledAt(entity, one.newest(), Long.MAX_VALUE);
      }
      if (clock < end) {
        return end + entity.spread(LedgerEntry.DAY);
      }
      end(one);
    }
    if (!one.isRemembered() && one.ledger().kept().isEmpty()) {
      one.clear();
    }
    return EntitySummary.NEVER;
  }

  private long endOf(TrackAlerts one) {
    return common.retention.endOf(one.track(), one.lastRevision(), one.newest());
  }

  /** Of an episode that never was the evidence goes on counting. */
  private void end(TrackAlerts one) {
    LastRevision emitted = one.lastRevision();
    if (emitted.revision() > 0) {
      report(one);
    }
    if (emitted.isAlert()) {
      one.ledger().kept().forEach(hide);
      one.clear();
    } else {
      one.forgetAlert();
    }
  }

  /** Reports that there is no such alert any more. */
  void report(TrackAlerts one) {
    revisions.add(AlertRevision.last(one.track(), one.lastRevision(), now));
  }
}
