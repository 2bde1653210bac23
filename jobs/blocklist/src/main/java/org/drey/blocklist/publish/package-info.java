/**
 * The publication of lists: manifests, the folder that holds them and the files, keys, and the
 * loading of what a manifest names. Which of the manifests holds is decided in {@code live}.
 *
 * <p>May depend on {@code index} and Jackson. Start at {@link
 * org.drey.blocklist.publish.PublishedManifest}.
 */
@NullMarked
package org.drey.blocklist.publish;

import org.jspecify.annotations.NullMarked;
