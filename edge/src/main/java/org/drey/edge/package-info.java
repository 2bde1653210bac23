/**
 * The parts between a provider's network and Drey: the zone for resolvers ({@code rpz}), the
 * service for proxies ({@code icap}) and the warning page ({@code splash}).
 *
 * <p>May depend on the blocklist module and on YAML, never on schemas, rules or streams. The three
 * parts do not know one another; two of them listen through one transport ({@code net}), pages are
 * served by one small HTTP ({@code http}), and what is counted is shown by one client ({@code
 * metrics}).
 */
@NullMarked
package org.drey.edge;

import org.jspecify.annotations.NullMarked;
