/**
 * The warning page of a provider: resolvers (by redirecting a listed name) and proxies (by
 * redirecting a listed URL) send browsers here, and for every request they see one page with help,
 * in their language.
 *
 * <p><b>What it keeps.</b> Sums, and nothing else: no log line, no file and no counter knows an
 * address, a name, a path or a browser. What a visitor sees depends on {@link
 * org.drey.edge.splash.template.PageView} alone; no score, case or report can be reached from this
 * module, so that no page can give one away.
 *
 * <p><b>HTTPS is not served.</b> A browser that was led to another server than its own could only
 * be shown the page by a forged certificate, which Drey never makes. Port 443 of the splash address
 * must refuse at once, by a closed port or a firewall that answers with a reset, so that the
 * browser fails cleanly instead of waiting.
 *
 * <p>May depend on the blocklist module, {@link org.drey.edge.net}, {@link org.drey.edge.http} and
 * {@link org.drey.edge.metrics}. Inside, {@code page} knows no HTTP. Start with {@link
 * org.drey.edge.splash.SplashServer}.
 */
@NullMarked
package org.drey.edge.splash;

import org.jspecify.annotations.NullMarked;
