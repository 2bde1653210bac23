/**
 * Processes of this machine: started, found again by another run of the program, watched by their
 * id and the ports that they own, stopped. Start with {@link
 * org.drey.local.processes.ProcessFolder}.
 */
@NullMarked
package org.drey.local.processes;

import org.jspecify.annotations.NullMarked;
