package org.drey.event.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line as read.
 *
 * @param datum the record
 * @param receivedAt the line's extra field {@code received_at}: when the record was received, which
 *     in a file stands for the broker's time; null if the line has none
 */
public record JsonLine<T>(T datum, @Nullable Instant receivedAt) {}
