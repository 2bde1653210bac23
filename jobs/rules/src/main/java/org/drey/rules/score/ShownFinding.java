package org.drey.rules.score;

import java.util.List;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.SeenEvents;

/**
 * The part of a finding that an alert shows. No score needs it, so it is kept apart and read only
 * when an alert is written.
 *
 * @param events its events, the completing one first
 * @param linked other entities that it names, as KIND:token
 */
public record ShownFinding(SeenEvents events, List<String> linked) {
  static final ShownFinding NOTHING = new ShownFinding(List.of(), List.of());

  /** Creates what is shown of these events. */
  ShownFinding(List<EvidenceEvent> seen, List<String> linked) {
    this(SeenEvents.of(seen), linked);
  }

  /** Its events, the completing one first. */
  List<EvidenceEvent> seen() {
    return events.list();
  }

  /** Ids of its events, the completing one first. */
  List<String> evidence() {
    return EvidenceEvent.ids(seen());
  }
}
