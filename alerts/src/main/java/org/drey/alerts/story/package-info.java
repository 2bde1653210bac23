/**
 * The events of an alert as a story: payments and live sessions by the occasions on which they
 * happened. Depends on entity alone. Start with {@link org.drey.alerts.story.StoryOccasion}.
 */
@NullMarked
package org.drey.alerts.story;

import org.jspecify.annotations.NullMarked;
