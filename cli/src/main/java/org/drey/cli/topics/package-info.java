/**
 * {@code ./drey topics}: the topics, users and rights that a deployment needs. Start with {@link
 * org.drey.cli.topics.TopicPlan}, which others apply, too.
 */
@NullMarked
package org.drey.cli.topics;

import org.jspecify.annotations.NullMarked;
