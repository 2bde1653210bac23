/**
 * {@code ./drey blocklist}: from a provider's feed to a list in force. Thin: the work is done in
 * {@code jobs/blocklist}, and only the announcement to Kafka is made here.
 *
 * <p>May depend on the blocklist module, the schemas, {@code ManifestRecords} of streams and the
 * Kafka client. Start at {@link org.drey.cli.blocklist.BlocklistCommand}.
 */
@NullMarked
package org.drey.cli.blocklist;

import org.jspecify.annotations.NullMarked;
