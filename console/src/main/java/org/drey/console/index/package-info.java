/**
 * Alerts, verdicts and cases as they are on the topics or in a folder, in tables that can be
 * rebuilt. Depends on store and on the module alerts. Start with {@link
 * org.drey.console.index.AlertIndexer}, which writes, and {@link
 * org.drey.console.index.AlertIndex}, which reads.
 */
@NullMarked
package org.drey.console.index;

import org.jspecify.annotations.NullMarked;
