/**
 * The service for proxies: an ICAP server (RFC 3507, REQMOD) that lets a request pass or sends it
 * to the warning page, by the whole URL. It decides from the compiled list and keeps no entry, no
 * URL and no client's address. When in doubt it lets pass, and counts that it did.
 *
 * <p>What is pure: {@link org.drey.edge.icap.HttpHead}, {@link org.drey.edge.icap.UrlStage}, {@link
 * org.drey.edge.icap.IcapReply}. Start at {@link org.drey.edge.icap.IcapServer}.
 *
 * <p>May depend on the blocklist module, {@link org.drey.edge.net}, {@link org.drey.edge.http},
 * {@link org.drey.edge.metrics} and Netty's buffers.
 */
@NullMarked
package org.drey.edge.icap;

import org.jspecify.annotations.NullMarked;
