/**
 * Events as rules see them: streams, typed slots, identities. Depends on nothing. Start with {@link
 * org.drey.rules.schema.StreamSchema}.
 */
@NullMarked
package org.drey.rules.schema;

import org.jspecify.annotations.NullMarked;
