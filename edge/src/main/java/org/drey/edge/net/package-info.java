/**
 * Carries bytes between clients and what answers them, on Netty: ICAP, the warning page and the
 * operator's pages all listen through this one server, so that each limit is in one place.
 *
 * <p>One thread serves all connections of a {@link org.drey.edge.net.EdgeServer} and never waits.
 * What takes time is decided on other threads while the connection is held. A {@link
 * org.drey.edge.net.ClientConversation} says what comes next on a connection; how long it may take,
 * how many there may be, and who may come is decided here.
 *
 * <p>Knows no protocol, and nothing of lists or pages. Depends on Netty's transport and slf4j.
 */
@NullMarked
package org.drey.edge.net;

import org.jspecify.annotations.NullMarked;
