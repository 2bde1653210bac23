package org.drey.rules.compile;

import java.io.Serializable;
import org.drey.rules.event.StreamSchema;
import org.drey.rules.match.Predicate;

/**
 * A rule over single events.
 *
 * @param condition what an event has to fulfil
 * @param entitySlot the slot of the scored entity, or -1
 * @param entityKindSlot the slot that names the entity's kind where it varies, else -1
 * @param qualitySlot the slot of the confidence with which the event counts, or -1 for 1
 * @param expirySlot the slot of the time from which the event counts no more, or -1 for never
 */
public record DetectionRule(
    RuleHead head,
    StreamSchema stream,
    Predicate condition,
    int entitySlot,
    int entityKindSlot,
    int qualitySlot,
    int expirySlot)
    implements Serializable {}
