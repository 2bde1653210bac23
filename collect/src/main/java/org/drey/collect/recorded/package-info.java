/**
 * A folder of {@code <topic>.jsonl}, recorded or generated, as records that can be sent to topics:
 * each with its time, its place among the others and its provider's topic. Start with {@link
 * org.drey.collect.recorded.RecordedFolder}.
 */
@NullMarked
package org.drey.collect.recorded;

import org.jspecify.annotations.NullMarked;
