/**
 * The topics that a deployment needs, and how each has to be set up: one definition for the jobs,
 * which refuse to start without, and for whoever creates topics. Start with {@link
 * org.drey.definitions.topic.NeededTopics}.
 */
@NullMarked
package org.drey.definitions.topic;

import org.jspecify.annotations.NullMarked;
