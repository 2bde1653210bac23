/**
 * The log of an entity's observations: each matched event once, sorted by time, in chunks of bytes
 * that are read and written only when they are touched. Knows no rule and no Flink; depends on
 * event and state. Start with {@link org.drey.rules.log.EntityLog}.
 */
@NullMarked
package org.drey.rules.log;

import org.jspecify.annotations.NullMarked;
