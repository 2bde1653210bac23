/**
 * The command line of a deployment: lists, rules, blocking at the edge. Depends on the edge, on
 * lists, rules and streams, and on Kafka's client; never on Flink or a broker, so that a resolver's
 * host has neither. Start with {@link org.drey.cli.DreyCommand}.
 *
 * <p>A command reads arguments, checks them, and calls what does the work.
 */
@NullMarked
package org.drey.cli;

import org.jspecify.annotations.NullMarked;
