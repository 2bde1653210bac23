/**
 * Sockets to which any number of programs write at once, and an endpoint to which they post: where
 * they are, and who may. Knows nothing of what is written. Start with {@link
 * org.drey.collect.listen.WriterServer}.
 */
@NullMarked
package org.drey.collect.listen;

import org.jspecify.annotations.NullMarked;
