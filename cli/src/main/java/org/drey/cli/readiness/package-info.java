/**
 * {@code ./drey readiness}: what the columns of a folder of events can detect, and what of them
 * each rule selects. Depends on the streams and the rules; knows no Flink job. Start with {@link
 * org.drey.cli.readiness.ReadinessStudy}.
 */
@NullMarked
package org.drey.cli.readiness;

import org.jspecify.annotations.NullMarked;
