/**
 * What commands have in common: errors in words, a line of progress, the end of the process. Knows
 * no command. Start with {@link org.drey.cli.console.Program}.
 */
@NullMarked
package org.drey.cli.console;

import org.jspecify.annotations.NullMarked;
