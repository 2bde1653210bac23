package org.drey.definitions.record;

import org.drey.rules.compile.Track;
import org.drey.rules.schema.EntityKey;

/**
 * A verdict that an alert has had and is to forget, as an earlier record of its id is on another.
 *
 * @param entity the alert's
 * @param track the alert's
 * @param id the verdict's
 * @param time of the earlier record, milliseconds since 1970
 * @param place where that is
 */
public record WithdrawnVerdict(EntityKey entity, Track track, String id, long time, Place place) {}
