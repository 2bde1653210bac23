/**
 * What stands between a provider's network and Drey: the zone for resolvers ({@code rpz}), the
 * service for proxies ({@code icap}) and the warning page ({@code splash}).
 *
 * <p>May depend on the blocklist module and the schemas, never on the jobs. The three parts do not
 * know one another; two of them listen through one transport ({@code net}), and pages are served by
 * one small HTTP ({@code http}).
 */
@NullMarked
package org.drey.edge;

import org.jspecify.annotations.NullMarked;
