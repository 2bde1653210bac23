/**
 * The console's commands. {@code web} serves it, {@code page} is what is seen, {@code triage} what
 * comes first, {@code decide} what is sent; {@code index}, {@code work} and {@code audit} are
 * tables in {@code store}.
 */
@NullMarked
package org.drey.console;

import org.jspecify.annotations.NullMarked;
