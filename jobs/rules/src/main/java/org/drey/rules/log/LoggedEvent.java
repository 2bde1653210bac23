package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.schema.EventId;

/**
 * A matched event in the log of an entity, once however many rules want it.
 *
 * @param time the event's time, milliseconds since 1970
 * @param event what identifies it
 * @param details the few fields of it that explain an alert; nothing here reads them
 * @param facets what it is for the rules
 * @param reported what was reported of it
 */
public record LoggedEvent(
    long time, EventId event, byte[] details, List<EventFacet> facets, ReportedFindings reported) {

  public LoggedEvent {
    facets = List.copyOf(facets);
  }

  /** Returns whether the event is such an input. */
  public boolean is(long input) {
    for (int i = 0; i < facets.size(); i++) {
      if (facets.get(i).shape().has(input)) {
        return true;
      }
    }
    return false;
  }

  /** The same event, with one facet more. */
  public LoggedEvent with(EventFacet facet) {
    List<EventFacet> more = new ArrayList<>(facets);
    more.add(facet);
    return new LoggedEvent(time, event, details, more, reported);
  }

  /** The same event, with other details. */
  public LoggedEvent with(byte[] other) {
    return new LoggedEvent(time, event, other, facets, reported);
  }

  /** The same event, of which a rule has reported so much. */
  public LoggedEvent reported(long rule, int events) {
    return new LoggedEvent(time, event, details, facets, reported.with(rule, events));
  }
}
