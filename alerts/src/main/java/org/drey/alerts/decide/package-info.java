/**
 * Verdicts of analysts: what is allowed, what one will do, how it is given. Depends on source and
 * present, and on the rules' own table of verdicts. Start with {@link
 * org.drey.alerts.decide.CheckedVerdict}.
 */
@NullMarked
package org.drey.alerts.decide;

import org.jspecify.annotations.NullMarked;
