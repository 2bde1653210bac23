/**
 * {@code ./drey blocklist}: from a provider's feed to a list in force. Thin: the work is done in
 * {@code jobs/blocklist}, and only the announcement to Kafka is made here.
 *
 * <p>May depend on the blocklist module, the schemas and the Kafka client. Start at {@link
 * org.drey.local.cli.blocklist.BlocklistCommand}.
 */
@NullMarked
package org.drey.local.cli.blocklist;

import org.jspecify.annotations.NullMarked;
