package org.drey.streaming.operator;

import org.drey.definitions.record.Place;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.PlacedVerdict;
import org.drey.rules.compile.Track;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the address of an alert: a verdict on it, the id of one that is not its own, or that
 * its entity was erased.
 *
 * @param verdict null if it is something else
 * @param withdrawn the id of a verdict of which an earlier record is on another alert; null if it
 *     is something else
 * @param time of the record that brought it about, milliseconds since 1970
 * @param place where that record is
 */
public record VerdictOfAlert(
    String alertId,
    @Nullable PlacedVerdict verdict,
    @Nullable String withdrawn,
    long time,
    Place place) {

  static VerdictOfAlert given(PlacedVerdict placed) {
    return new VerdictOfAlert(
        placed.verdict().alertId(), placed, null, placed.verdict().time(), placed.place());
  }

  static VerdictOfAlert withdrawn(String alertId, PlacedVerdict earlier) {
    return new VerdictOfAlert(
        alertId, null, earlier.verdict().id(), earlier.verdict().time(), earlier.place());
  }

  /** Of an entity that was erased, for its alert on a track. */
  public static VerdictOfAlert erased(Track track, PlacedErasure erasure) {
    EntityKey entity = erasure.entity();
    return new VerdictOfAlert(
        AlertIds.of(track, entity), null, null, erasure.time(), erasure.place());
  }
}
