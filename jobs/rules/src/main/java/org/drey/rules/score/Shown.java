package org.drey.rules.score;

import java.util.List;
import org.drey.rules.correlate.Seen;
import org.drey.rules.correlate.SeenEvents;

/**
 * The part of a finding that an alert shows. No score needs it, so it is kept apart and read only
 * when an alert is written.
 *
 * @param events its events, the completing one first
 * @param linked other entities that it names, as KIND:token
 */
public record Shown(SeenEvents events, List<String> linked) {
  static final Shown NOTHING = new Shown(List.of(), List.of());

  /** Creates what is shown of these events. */
  Shown(List<Seen> seen, List<String> linked) {
    this(SeenEvents.of(seen), linked);
  }

  /** Its events, the completing one first. */
  List<Seen> seen() {
    return events.list();
  }

  /** Ids of its events, the completing one first. */
  List<String> evidence() {
    return Seen.ids(seen());
  }
}
