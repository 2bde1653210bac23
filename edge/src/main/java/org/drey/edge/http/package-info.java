/**
 * A small HTTP for answers that are known at once: it reads the head of a request, asks a {@link
 * org.drey.edge.http.HttpResponder}, sends the answer and closes. The warning page and the
 * operator's own pages are served by it.
 *
 * <p>Why not the parser of Netty or of the JDK: a name that is redirected brings any path of the
 * listed site, and those answer {@code 400 Bad Request} wherever they are stricter than browsers
 * are, as with {@code /100%}, {@code /a|b} or {@code /?q={x}}. Those visitors, too, must see the
 * page with its help.
 *
 * <p>Nothing of a request is logged or kept. Knows the transport, {@link org.drey.edge.net}, and no
 * page. Start with {@link org.drey.edge.http.HttpProtocol}.
 */
@NullMarked
package org.drey.edge.http;

import org.jspecify.annotations.NullMarked;
