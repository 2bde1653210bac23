package org.drey.edge.rpz;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A zone and the names that were last put into it. They are kept in it while newer ones are
 * refused, so that a primary restored from a backup is still repaired.
 */
final class ZoneState {
  private static final Logger LOG = LoggerFactory.getLogger(ZoneState.class);

  private final ZoneSync.Zone zone;
  private @Nullable Set<String> good;
  private @Nullable Refusal refusal;

  private record Refusal(ZoneNames.Builder list, String reason) {}

  ZoneState(ZoneSync.Zone zone) {
    this.zone = zone;
  }

  /**
   * Makes the zone hold the names of a list. A list that was refused stays so, also when the zone
   * has meanwhile lost the names that were to be protected.
   *
   * @throws IOException if the list is refused, and then the last good names are in the zone, or if
   *     the zone cannot be reached
   */
  void hold(ZoneNames.Builder list) throws IOException {
    Refusal now = refusal;
    if (now == null || now.list() != list) {
      now = tryOut(list);
    }
    refusal = now;
    if (now == null) {
      return;
    }
    if (good == null) {
      refusal = null; // there is nothing else to hold, so it is tried again
    } else {
      put(good, 0);
    }
    throw new ShrinkRefusedException(now.reason());
  }

  private @Nullable Refusal tryOut(ZoneNames.Builder list) throws IOException {
    ZoneNames all = list.build(zone.settings());
    Set<String> names = zone.inspect() ? all.inspect() : all.blocked();
    try {
      put(names, all.leftOut());
      good = names;
      return null;
    } catch (ShrinkRefusedException e) {
      return new Refusal(list, String.valueOf(e.getMessage()));
    }
  }

  String place() {
    return zone.target().place();
  }

  private void put(Set<String> names, int leftOut) throws IOException {
    ZoneTarget.UpdateCount done = zone.target().hold(names);
    if (done.put() + done.removed() > 0) {
      LOG.info(
          "{}: {} names put in, {} taken out, {} in total{}",
          place(),
          done.put(),
          done.removed(),
          names.size(),
          leftOut == 0 ? "" : "; " + leftOut + " entries do not fit into a zone");
    }
  }
}
