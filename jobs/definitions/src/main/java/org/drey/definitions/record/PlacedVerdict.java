package org.drey.definitions.record;

import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.Verdict;

/**
 * A verdict that is allowed, on its way to the score, with the place of its record.
 *
 * @param entity whose alert it is about
 */
public record PlacedVerdict(EntityKey entity, Verdict verdict, Place place) {}
