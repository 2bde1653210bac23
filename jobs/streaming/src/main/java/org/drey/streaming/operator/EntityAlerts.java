package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.Track;
import org.drey.rules.score.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * The state of an entity in the score step.
 *
 * @param tracks the tracks that it has evidence on, a mutable list
 */
public record EntityAlerts(List<TrackAlerts> tracks) {

  /** A copy that can be changed, of null an empty one: a state on the heap lends its own object. */
  static EntityAlerts copyOf(@Nullable EntityAlerts known) {
    List<TrackAlerts> copies = new ArrayList<>();
    if (known != null) {
      known.tracks().forEach(track -> copies.add(track.copy()));
    }
    return new EntityAlerts(copies);
  }

  /** A track, empty if it has no evidence. */
  TrackAlerts track(Track track) {
    return tracks.stream()
        .filter(one -> one.track().equals(track.name()))
        .findFirst()
        .orElseGet(() -> TrackAlerts.empty(track));
  }

  Ledger victim() {
    return track(Track.VICTIM).ledger();
  }

  void put(TrackAlerts next) {
    tracks.removeIf(one -> one.track().equals(next.track()));
    tracks.add(next);
  }
}
