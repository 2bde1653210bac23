/**
 * Which version of a list is in force: manifests, the folder that holds the files, and the loading
 * of what a manifest names.
 *
 * <p>May depend on {@code index} and Jackson. Start at {@link org.drey.blocklist.publish.Manifest}.
 */
@NullMarked
package org.drey.blocklist.publish;

import org.jspecify.annotations.NullMarked;
