/**
 * What analysts did and no topic has: claims, notes, last looks, verdicts that were sent. Depends
 * on store.
 */
@NullMarked
package org.drey.console.work;

import org.jspecify.annotations.NullMarked;
