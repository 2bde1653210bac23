/**
 * The rules on which module may know which in all of Drey, and how large things may be. Tests only:
 * they read what the build has compiled and the sources themselves. Start with {@code
 * DirectionsTest}.
 */
@NullMarked
package org.drey.architecture;

import org.jspecify.annotations.NullMarked;
