package org.drey.streaming.event;

import org.drey.rules.correlate.Finding;

/**
 * A finding on its way to the score, with the place of the record that brought it about: every step
 * can write a dead letter.
 */
public record PlacedFinding(Finding finding, Place place) {}
