package org.drey.rules.compile;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part that every rule has.
 *
 * @param index the rule's number in its set; a rule comes after the rules it is built on
 * @param id Sigma's id
 * @param name what messages call it
 * @param title what it detects, in words
 * @param text what else it says to people
 * @param version first 12 hex digits of the SHA-256 of its document
 * @param meaning what the rule selects, as 12 hex digits: names its events in state
 * @param live whether it counts in live alerts; else it is on trial
 * @param yields whether it reports findings, or is only a building block
 * @param scoring its points, or null
 * @param quality what makes its findings count less
 * @param sources the log sources it is built on, sorted: PAYMENT, LIVESTREAM, …
 * @param settleMillis how long after an event's time all that belongs to it has come: the largest
 *     lateness of the streams that the rule reads, the outage allowance, and the settle time of
 *     rules below it that wait for theirs
 */
public record RuleHead(
    int index,
    String id,
    String name,
    String title,
    RuleText text,
    String version,
    String meaning,
    boolean live,
    boolean yields,
    @Nullable ScoringPart scoring,
    QualityFactors quality,
    List<String> sources,
    long settleMillis)
    implements Serializable {}
