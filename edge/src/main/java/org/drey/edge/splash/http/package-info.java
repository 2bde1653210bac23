/**
 * A small HTTP server for answers that are known at once: it reads the head of a request, asks a
 * {@link org.drey.edge.splash.http.Responder}, writes the answer and closes. One thread serves
 * everybody without ever waiting for anybody, so a slow client holds up no other.
 *
 * <p>Why not the server of the JDK: a name that is redirected brings whatever path the listed site
 * had, and the JDK's answers {@code 400 Bad Request} wherever {@code java.net.URI} is stricter than
 * browsers are, as with {@code /100%}, {@code /a|b} or {@code /?q={x}}. Those visitors, too, must
 * see the page with its help. It also gives a slow client a thread for as long as it likes.
 *
 * <p>Nothing of a request is logged or kept. Depends on the JDK and slf4j only. Start with {@link
 * org.drey.edge.splash.http.HttpLoop}.
 */
@NullMarked
package org.drey.edge.splash.http;

import org.jspecify.annotations.NullMarked;
