/**
 * Operators: each reads state, calls pure code, writes state, emits. They know neither streams nor
 * sinks. Start with {@link org.drey.streaming.operator.DoorFunction}, then {@link
 * org.drey.streaming.operator.CorrelateFunction} and {@link
 * org.drey.streaming.operator.ScoreEntities}.
 */
@NullMarked
package org.drey.streaming.operator;

import org.jspecify.annotations.NullMarked;
