/**
 * The relation of a query's or request's record to the lists: which entry it meets, and whether it
 * shows that what is listed was blocked. Start with {@link
 * org.drey.blocklist.enforcement.DnsLookup} and {@link
 * org.drey.blocklist.enforcement.DnsEnforcement}. Takes plain values, so that it depends on no
 * record; knows {@code live}, {@code name} and {@code url}.
 */
@NullMarked
package org.drey.blocklist.enforcement;

import org.jspecify.annotations.NullMarked;
