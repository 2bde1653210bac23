/**
 * Topics as the files of a replay. Depends on source. Start with {@link org.drey.alerts.tail.Tail}.
 */
@NullMarked
package org.drey.alerts.tail;

import org.jspecify.annotations.NullMarked;
