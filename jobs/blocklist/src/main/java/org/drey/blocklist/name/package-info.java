/**
 * The canonical form of names, and public suffixes.
 *
 * <p>May depend on ICU4J and the public suffix list only. Start at {@link
 * org.drey.blocklist.name.CanonicalName}.
 */
@NullMarked
package org.drey.blocklist.name;

import org.jspecify.annotations.NullMarked;
