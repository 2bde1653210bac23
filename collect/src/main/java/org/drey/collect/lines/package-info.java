/**
 * Sources of lines: files that are followed, streams, sockets, an HTTP endpoint and topics. Start
 * at {@link org.drey.collect.lines.LineIntake}. Knows formats and feeds.
 */
@NullMarked
package org.drey.collect.lines;

import org.jspecify.annotations.NullMarked;
