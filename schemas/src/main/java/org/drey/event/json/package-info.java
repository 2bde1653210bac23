/**
 * Records as lines of JSON, for files; Kafka carries no JSON.
 *
 * <p>May depend on Jackson, Avro and {@code org.drey.event.wire}. Start at {@link
 * org.drey.event.json.JsonLineReader}.
 */
@NullMarked
package org.drey.event.json;

import org.jspecify.annotations.NullMarked;
