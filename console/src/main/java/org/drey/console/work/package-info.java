/**
 * The work of analysts that no topic has: claims, notes, last visits, verdicts that were sent.
 * Depends on store.
 */
@NullMarked
package org.drey.console.work;

import org.jspecify.annotations.NullMarked;
