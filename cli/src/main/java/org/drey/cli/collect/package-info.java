/**
 * {@code ./drey collect}: services beside resolvers and proxies that write topics, and {@code
 * ./drey token}. Start with {@link org.drey.cli.collect.CollectCommand}.
 */
@NullMarked
package org.drey.cli.collect;

import org.jspecify.annotations.NullMarked;
