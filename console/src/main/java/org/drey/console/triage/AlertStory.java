package org.drey.console.triage;

import java.util.List;
import org.drey.event.Case;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that hang together, as one line.
 *
 * @param star what they have in common; null for an alert alone
 * @param alertIds the most urgent first
 */
public record AlertStory(@Nullable Case star, List<String> alertIds) {}
