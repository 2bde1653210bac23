package org.drey.rules.compile;

import java.io.Serializable;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * A rule over single events.
 *
 * @param condition what an event has to fulfil
 * @param entity the slots of the scored entity, or null
 * @param confidence the slot of the confidence with which the event counts, or null for 1
 * @param expiry the slot of the time from which the event counts no more, or null for never
 */
public record DetectionRule(
    RuleHead head,
    StreamSchema stream,
    EventPredicate condition,
    @Nullable TokenRoute entity,
    @Nullable Integer confidence,
    @Nullable Integer expiry)
    implements Serializable {}
