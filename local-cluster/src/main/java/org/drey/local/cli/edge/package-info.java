/**
 * {@code ./drey edge}: what runs between a provider's network and Drey. Each command only reads
 * arguments, checks them, and starts what stands in the edge module.
 */
@NullMarked
package org.drey.local.cli.edge;

import org.jspecify.annotations.NullMarked;
