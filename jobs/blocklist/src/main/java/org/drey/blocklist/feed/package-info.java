/**
 * The formats in which providers give their lists; each is read entry by entry.
 *
 * <p>May depend on the vocabulary of the module, Jackson and fastutil. Start at {@link
 * org.drey.blocklist.feed.FeedReaders}.
 */
@NullMarked
package org.drey.blocklist.feed;

import org.jspecify.annotations.NullMarked;
