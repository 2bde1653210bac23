package org.drey.edge.rpz;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Update;

/**
 * Keeps a zone on a primary by dynamic updates. What the zone holds is learned by a transfer at the
 * start, after a failure, and whenever the primary's serial is not the one left there: so a primary
 * that was restored from a backup is repaired.
 *
 * <p>Not for several threads at once.
 */
public final class ZoneUpdater implements ZoneTarget {
  private static final int TRIES = 3;

  private final PrimaryServer primary;
  private final ZoneSettings zone;
  private final ShrinkLimit limit;
  private @Nullable ZoneContent known;

  /** Keeps one zone. */
  public ZoneUpdater(PrimaryServer primary, ZoneSettings zone, ShrinkLimit limit) {
    this.primary = primary;
    this.zone = zone;
    this.limit = limit;
  }

  @Override
  public String place() {
    return "zone " + zone.origin().toString(true) + " on " + primary.place();
  }

  @Override
  public UpdateCount hold(Set<String> names) throws IOException {
    for (int left = TRIES - 1; ; left--) {
      try {
        return update(present(), names);
      } catch (PrimaryServer.ZoneChangedException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private ZoneContent present() throws IOException {
    ZoneContent before = known;
    if (before != null && primary.serial(zone.origin()) == before.soa().getSerial()) {
      return before;
    }
    return primary.transfer(zone);
  }

  private UpdateCount update(ZoneContent present, Set<String> names) throws IOException {
    known = present;
    ZoneChanges changes = ZoneChanges.between(present, names);
    limit.check(place(), present, changes);
    known = null; // unknown until all is done: part of it may be applied, and the reply lost
    UpdateBatches.Batches batches = UpdateBatches.of(zone, present, changes);
    for (Update batch : batches.updates()) {
      primary.update(zone.origin(), batch);
    }
    known = new ZoneContent(batches.soa(), names, Set.of());
    return new UpdateCount(changes.put().size(), changes.remove().size());
  }
}
