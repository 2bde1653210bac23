/**
 * Matching one event: Sigma selections and conditions compiled to predicates over slots, and an
 * index over the rules of a stream, by the literals they cannot do without. Depends on schema and
 * sigma. Start with {@link org.drey.rules.match.DetectionCompiler}, then {@link
 * org.drey.rules.match.StreamMatcher}.
 */
@NullMarked
package org.drey.rules.match;

import org.jspecify.annotations.NullMarked;
