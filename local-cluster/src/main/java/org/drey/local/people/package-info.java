/**
 * The kinds of people who can live in a generated world, as their files describe them: accounts and
 * habits, how many there are, and what must come of them. Reads the files and draws values; start
 * at {@link org.drey.local.people.PeopleKind}.
 *
 * <p>May depend on the schemas, {@code base} and {@code rules.sigma}.
 */
@NullMarked
package org.drey.local.people;

import org.jspecify.annotations.NullMarked;
