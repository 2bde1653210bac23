package org.drey.alerts.handover;

import java.util.List;
import java.util.Map;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Case;
import org.jspecify.annotations.Nullable;

/**
 * A hand-over: what goes out together, and what stays.
 *
 * @param alerts that go, by id
 * @param held why others stay, by id; of those that were not asked for by id, what has a verdict
 * @param theCase that was asked for; null if alerts were
 * @param hubGoes whether the token in the middle of the case goes, too
 * @param currency of amounts; null if it is not known
 * @param victims who is a victim, so that no format says otherwise
 */
public record HandoverContents(
    List<HandedOverAlert> alerts,
    Map<String, String> held,
    @Nullable Case theCase,
    boolean hubGoes,
    @Nullable String currency,
    PossibleVictims victims,
    SharingTerms sharing) {}
