/**
 * Livestreams that go on: what one line of a server cannot say, but those before it do. Start at
 * {@link org.drey.collect.session.SessionTable}. Pure: knows lines and schemas, and no clock.
 */
@NullMarked
package org.drey.collect.session;

import org.jspecify.annotations.NullMarked;
