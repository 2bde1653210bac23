/**
 * Numbers and texts as bytes, of which the values of state are made. Each value begins with the
 * version of its form, which its class names and checks. Bytes of a version that is not known are
 * refused, so a class whose form changes raises its version and goes on reading the one before.
 * Depends on nothing.
 */
@NullMarked
package org.drey.rules.state;

import org.jspecify.annotations.NullMarked;
