/**
 * The order of work: filters, stories, what changed since a visit. Depends on index, work and the
 * module alerts. Start with {@link org.drey.console.triage.AlertTriage}.
 */
@NullMarked
package org.drey.console.triage;

import org.jspecify.annotations.NullMarked;
