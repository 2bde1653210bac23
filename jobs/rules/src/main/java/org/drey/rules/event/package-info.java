/**
 * Events as rules see them: streams, typed slots, identities. Depends on nothing. Start with {@link
 * org.drey.rules.event.StreamSchema}.
 */
@NullMarked
package org.drey.rules.event;

import org.jspecify.annotations.NullMarked;
