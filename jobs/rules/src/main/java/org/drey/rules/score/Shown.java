package org.drey.rules.score;

import java.util.List;
import org.drey.rules.correlate.Seen;

/**
 * What an alert shows of a finding. No score needs it, so it is kept apart and read only when an
 * alert is written.
 *
 * @param seen its events, the completing one first
 * @param linked other entities that it names, as KIND:token
 */
public record Shown(List<Seen> seen, List<String> linked) {
  static final Shown NOTHING = new Shown(List.of(), List.of());

  /** Ids of its events, the completing one first. */
  List<String> evidence() {
    return Seen.ids(seen);
  }
}
