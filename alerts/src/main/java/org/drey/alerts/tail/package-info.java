/**
 * Topics as the files of a replay. Depends on source and erasure. Start with {@link
 * org.drey.alerts.tail.AlertTail}.
 */
@NullMarked
package org.drey.alerts.tail;

import org.jspecify.annotations.NullMarked;
