/**
 * The audit: who looked at what and did what, as a chain of hashes. Depends on store. Start with
 * {@link org.drey.console.audit.AuditLog}.
 */
@NullMarked
package org.drey.console.audit;

import org.jspecify.annotations.NullMarked;
