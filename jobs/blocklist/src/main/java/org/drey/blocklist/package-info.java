/**
 * Blocklists: which entry, if any, a name or URL falls under, from a provider's feed to the lookup.
 *
 * <p>This package is the vocabulary: {@link org.drey.blocklist.ListEntry}, {@link
 * org.drey.blocklist.ListMatch}, {@link org.drey.blocklist.ListMatcher}. Below it {@code name} and
 * {@code url} (canonical forms), {@code feed} (formats of feeds), {@code index} (the compiled form
 * and its lookup), {@code compile} (guards and files), {@code publish} (manifests, files and keys),
 * {@code live} (which version is in force). The README of the module follows a feed and a query
 * through them.
 *
 * <p>Pure Java: it may depend on ICU4J, fastutil and Jackson, never on Flink, Kafka, Avro or the
 * rules module.
 */
@NullMarked
package org.drey.blocklist;

import org.jspecify.annotations.NullMarked;
