/**
 * The command line. Depends on everything; nothing depends on it. Start with {@link
 * org.drey.local.cli.Drey}.
 */
@NullMarked
package org.drey.local.cli;

import org.jspecify.annotations.NullMarked;
