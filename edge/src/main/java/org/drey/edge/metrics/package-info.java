/**
 * The metrics of a server and the page with them, on the Prometheus client: it escapes labels and
 * checks names against the rules. What is shown of the JVM itself is left to the JVM's own tools.
 *
 * <p>Knows no server. Depends on the Prometheus client. Start with {@link
 * org.drey.edge.metrics.ServerMetrics}.
 */
@NullMarked
package org.drey.edge.metrics;

import org.jspecify.annotations.NullMarked;
