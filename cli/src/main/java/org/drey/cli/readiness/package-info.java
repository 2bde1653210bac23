/**
 * {@code ./drey readiness}: what the columns of a folder of events can detect, derived from the
 * rules. Depends on the streams and the rules; knows no Flink job. Start with {@link
 * org.drey.cli.readiness.ReadinessStudy}.
 */
@NullMarked
package org.drey.cli.readiness;

import org.jspecify.annotations.NullMarked;
