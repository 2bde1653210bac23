/**
 * The commands that need Kafka or Flink, added to those of {@code cli}. Depends on everything;
 * nothing depends on it. Start with {@link org.drey.local.cli.LocalDrey}.
 */
@NullMarked
package org.drey.local.cli;

import org.jspecify.annotations.NullMarked;
