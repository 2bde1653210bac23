/**
 * Clients of Drey on brokers with TLS and logins: what works, and what is said when it does not.
 */
@NullMarked
package org.drey.local.access;

import org.jspecify.annotations.NullMarked;
