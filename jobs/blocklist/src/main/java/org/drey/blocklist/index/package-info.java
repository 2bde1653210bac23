/**
 * The compiled form of a list and its lookup: keyed fingerprints in a file, one array in memory.
 *
 * <p>A list is a tree. A name is a path from the root: its labels from the last to the first; a URL
 * goes on with its port, if it is not its scheme's own, and the steps of its path. Each node is
 * known only by the keyed hash of its path. A lookup walks down and stops where no node is.
 *
 * <p>May depend on {@code name}, {@code url}, fastutil (for what is held while a list is compiled)
 * and Jackson (for the header of a file). Start at {@link org.drey.blocklist.index.ListIndex}; the
 * file's layout is at {@link org.drey.blocklist.index.ListFormat}.
 */
@NullMarked
package org.drey.blocklist.index;

import org.jspecify.annotations.NullMarked;
