/**
 * What comes first: filters, stories, what changed since a look. Depends on index and work. Start
 * with {@link org.drey.console.triage.Triage}.
 */
@NullMarked
package org.drey.console.triage;

import org.jspecify.annotations.NullMarked;
