/**
 * Roles with their permissions, and sign-in by an OpenID provider. Depends on base and Nimbus.
 * Start with {@link org.drey.console.access.ConsoleRole}.
 */
@NullMarked
package org.drey.console.access;

import org.jspecify.annotations.NullMarked;
