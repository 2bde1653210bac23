/**
 * Sentences of rules for people who do not know rules: {@code drey.words}. Depends on nothing.
 * Start with {@link org.drey.rules.words.SentencePattern}.
 */
@NullMarked
package org.drey.rules.words;

import org.jspecify.annotations.NullMarked;
