package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.drey.base.DerivedIds;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordProvenance;
import org.jspecify.annotations.Nullable;

/**
 * A finding: a rule holds, completed by an event. It is reported when it first holds, and once more
 * under the same id when it has settled if late events made its window larger. Of the two versions
 * the one with the most events counts.
 *
 * @param id derived from rule, group and completing event
 * @param rule the rule's number
 * @param entity whose score it feeds, null if it is not scored
 * @param tokenDomain the completing event's
 * @param event the completing event
 * @param time its time, milliseconds since 1970
 * @param group the values of the group-by fields
 * @param observed what was counted
 * @param shown the completing event and the latest others of its window, with at most 50 ids
 * @param events how many events the window has
 * @param quality how much it counts
 * @param expiresAt the time from which it counts no more, {@link #NO_EXPIRY} if it always does
 * @param from where it comes from
 */
public record Finding(
    String id,
    int rule,
    @Nullable EntityKey entity,
    String tokenDomain,
    EventId event,
    long time,
    String[] group,
    long observed,
    SeenEvents shown,
    int events,
    FindingQuality quality,
    long expiresAt,
    RecordProvenance from) {

  /** The time of what never expires. */
  public static final long NO_EXPIRY = 0;

  /** The most event ids on a finding. */
  public static final int MAX_EVIDENCE = 50;

  /** The completing event and at most 49 more, the latest first. */
  public List<EvidenceEvent> seen() {
    return shown.list();
  }

  /** The ids of its events. */
  public List<String> evidence() {
    return EvidenceEvent.ids(seen());
  }

  /** The id of a rule's finding for a group, completed by an event. */
  public static String id(
      String ruleId, List<String> groupNames, String[] groupValues, EventId event) {
    List<String> parts = new ArrayList<>();
    parts.add(ruleId);
    for (int i = 0; i < groupValues.length; i++) {
      parts.add(groupNames.get(i));
      parts.add(groupValues[i]);
    }
    parts.add(event.provider());
    parts.add(event.eventId());
    parts.add(Integer.toString(event.keyVersion()));
    return DerivedIds.of(parts.toArray(String[]::new));
  }
}
