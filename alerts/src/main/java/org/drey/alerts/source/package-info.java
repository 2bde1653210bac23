/**
 * Sources of alerts: a folder of replay, or topics. Depends on schemas and, for topics, on Kafka's
 * client. Start with {@link org.drey.alerts.source.ResultSource}.
 */
@NullMarked
package org.drey.alerts.source;

import org.jspecify.annotations.NullMarked;
