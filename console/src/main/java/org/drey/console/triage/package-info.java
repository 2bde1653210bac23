/**
 * The order of work: filters, stories, what changed since a visit. Depends on index and work. Start
 * with {@link org.drey.console.triage.AlertTriage}.
 */
@NullMarked
package org.drey.console.triage;

import org.jspecify.annotations.NullMarked;
