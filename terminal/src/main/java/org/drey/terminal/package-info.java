/**
 * Parts that the command lines and the web console share: options, errors in words, a line of
 * progress, the end of the process. Knows no command. Start with {@link
 * org.drey.terminal.CommandProgram}.
 */
@NullMarked
package org.drey.terminal;

import org.jspecify.annotations.NullMarked;
