/**
 * {@code ./drey size}: what a deployment needs, computed from measured figures. Pure but for its
 * command. Start with {@link org.drey.cli.size.SizingPlan}.
 */
@NullMarked
package org.drey.cli.size;

import org.jspecify.annotations.NullMarked;
