/**
 * A rehearsal: a folder of files played through a real broker and the real live jobs, with the
 * silences and delays of its lines, regardless of the speed of the machine. Depends on the jobs, on
 * {@code cluster}, and on nothing of the demo. Start with {@link
 * org.drey.local.rehearse.RehearsalRun}.
 */
@NullMarked
package org.drey.local.rehearse;

import org.jspecify.annotations.NullMarked;
