/**
 * {@code ./drey edge}: what runs between a provider's network and Drey. Each command only reads
 * arguments, checks them, and starts what is in the edge module; a server is stopped by the {@link
 * org.drey.terminal.ShutdownHook} that its command is given.
 */
@NullMarked
package org.drey.cli.edge;

import org.jspecify.annotations.NullMarked;
