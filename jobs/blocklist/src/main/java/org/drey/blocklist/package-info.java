/**
 * Names, public suffixes and blocklists: which entry, if any, a name falls under.
 *
 * <p>Pure Java: it may depend on ICU4J and the public suffix list, never on Flink, Kafka, Avro or
 * the rules module.
 *
 * <p>Start at {@link org.drey.blocklist.NameMatcher} and {@link org.drey.blocklist.Blocklist}.
 */
@NullMarked
package org.drey.blocklist;

import org.jspecify.annotations.NullMarked;
