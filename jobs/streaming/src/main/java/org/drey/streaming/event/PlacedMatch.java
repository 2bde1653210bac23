package org.drey.streaming.event;

import org.drey.rules.correlate.Match;

/**
 * A match on its way to the state of an entity, with the place of the record that it is of: every
 * step can write a dead letter.
 */
public record PlacedMatch(Match match, Place place) {}
