/**
 * Closes the web server of every Flink that is started where this module is on the class path: it
 * answers reads, asked for by programs and pages of this machine; and keeps its metrics on this
 * machine. Flink finds {@link org.drey.localflink.WebServerGate} by itself; start there. Knows
 * Flink and Netty, nothing of Drey.
 */
@NullMarked
package org.drey.localflink;

import org.jspecify.annotations.NullMarked;
