/**
 * The part of a sample of events that each detection rule selects: a rule that selects much keeps
 * much, of people who are never suspected. Depends on the schemas, streams and rules; knows no
 * Flink job.
 */
@NullMarked
package org.drey.cli.sample;

import org.jspecify.annotations.NullMarked;
