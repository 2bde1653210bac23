/**
 * Topics for whoever has no consumer group: reads them from a place to their end and on, and writes
 * single records. Start with {@link org.drey.topics.TopicReader}.
 */
@NullMarked
package org.drey.topics;

import org.jspecify.annotations.NullMarked;
