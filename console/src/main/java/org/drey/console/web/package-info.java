/**
 * The console over HTTP: sessions, guards, routes. Depends on all the others. Start with {@link
 * org.drey.console.web.ConsoleServer}.
 */
@NullMarked
package org.drey.console.web;

import org.jspecify.annotations.NullMarked;
