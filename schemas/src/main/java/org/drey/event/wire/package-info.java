/**
 * The way of a record from bytes to its class and back, and what makes a record unfit.
 *
 * <p>May depend on Avro and {@code org.drey.event}. Start at {@link org.drey.event.wire.AvroCodec}.
 */
@NullMarked
package org.drey.event.wire;

import org.jspecify.annotations.NullMarked;
