/**
 * {@code ./drey feed}: sends a recorded folder into the topics of live jobs. Start with {@link
 * org.drey.cli.feed.FeedCommand}.
 */
@NullMarked
package org.drey.cli.feed;

import org.jspecify.annotations.NullMarked;
