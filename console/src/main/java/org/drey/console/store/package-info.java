/**
 * The console's database: SQLite, with work that is migrated and an index that is thrown away.
 * Depends on nothing of Drey. Start with {@link org.drey.console.store.ConsoleDatabase}.
 */
@NullMarked
package org.drey.console.store;

import org.jspecify.annotations.NullMarked;
