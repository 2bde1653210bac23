/**
 * Things that pure modules share: files that are whole, appended to in turn, for their owner alone
 * or can be read to an end, SHA-256 and ids that are derived by it, timespans, networks, threads, a
 * limit for what is logged, and the nearest name to a misspelt one. Knows Java alone.
 */
@NullMarked
package org.drey.base;

import org.jspecify.annotations.NullMarked;
