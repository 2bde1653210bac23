/**
 * Decisions: from a form to a verdict that is sent, and what the job made of it. Depends on index,
 * work and the module alerts.
 */
@NullMarked
package org.drey.console.decide;

import org.jspecify.annotations.NullMarked;
