/**
 * What a deployment sets. Depends on the rules' YAML reading and on topic names. Start with {@link
 * org.drey.streaming.config.Configuration}.
 */
@NullMarked
package org.drey.streaming.config;

import org.jspecify.annotations.NullMarked;
