/**
 * What part of a sample of events each detection rule selects: a rule that selects much keeps much,
 * of people who are never suspected. Depends on the streams and rules; knows no Flink job.
 */
@NullMarked
package org.drey.local.sample;

import org.jspecify.annotations.NullMarked;
