/**
 * What else an alert could be, weighed: what of its events fits a look-alike, and what does not.
 * Depends on story alone. Start with {@link org.drey.alerts.weigh.LookAlikeKind}.
 */
@NullMarked
package org.drey.alerts.weigh;

import org.jspecify.annotations.NullMarked;
