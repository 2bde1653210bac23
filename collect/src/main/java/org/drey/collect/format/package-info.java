/**
 * Formats of lines: a YAML file that says which lines of a log to take, and where each field of a
 * record comes from. Start at {@link org.drey.collect.format.LineFormat}. Pure: knows schemas, YAML
 * and Jackson, and neither files, sockets nor Kafka.
 */
@NullMarked
package org.drey.collect.format;

import org.jspecify.annotations.NullMarked;
