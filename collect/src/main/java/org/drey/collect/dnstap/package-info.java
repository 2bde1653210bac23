/**
 * Resolvers' own messages on what they were asked: Frame Streams, the dnstap messages in them, and
 * the events that become of these.
 *
 * <p>Depends on {@link org.drey.collect.feed}, protobuf's reader of fields and dnsjava. Start with
 * {@link org.drey.collect.dnstap.DnstapServer}.
 */
@NullMarked
package org.drey.collect.dnstap;

import org.jspecify.annotations.NullMarked;
