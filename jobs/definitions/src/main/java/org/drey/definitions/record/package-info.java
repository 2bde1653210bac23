/**
 * The elements that travel between streams, operators and sinks, and their serialization. Depends
 * on the schemas, on rules' tracks, events, matches, findings and verdicts, and on list manifests.
 * Start with {@link org.drey.definitions.record.ArrivedRecord}.
 */
@NullMarked
package org.drey.definitions.record;

import org.jspecify.annotations.NullMarked;
