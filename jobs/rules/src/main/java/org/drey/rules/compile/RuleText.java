package org.drey.rules.compile;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a rule for people, beside its title; decides nothing.
 *
 * @param words {@code drey.words}, one sentence with places for what was measured, see {@link
 *     org.drey.rules.words.SentencePattern}; null if the rule has none
 * @param description what it detects, at length; empty if the rule has none
 * @param lookAlikes who else looks like this: {@code falsepositives}
 * @param document the text of its file that it is made of, whose hash its version is
 */
public record RuleText(
    @Nullable String words, String description, List<String> lookAlikes, String document)
    implements Serializable {}
