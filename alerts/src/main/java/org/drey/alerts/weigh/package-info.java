/**
 * Weighs what else an alert could be: which of its events fit a look-alike, and which do not.
 * Depends on story alone. Start with {@link org.drey.alerts.weigh.LookAlikeKind}.
 */
@NullMarked
package org.drey.alerts.weigh;

import org.jspecify.annotations.NullMarked;
