/**
 * The canonical form of http(s) URLs, and the form in which they are matched.
 *
 * <p>May depend on {@code name} only. Start at {@link org.drey.blocklist.url.HttpUrl}.
 */
@NullMarked
package org.drey.blocklist.url;

import org.jspecify.annotations.NullMarked;
