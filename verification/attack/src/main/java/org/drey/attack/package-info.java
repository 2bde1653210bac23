/**
 * Hostile input against everything that reads input, in the thousands to millions of cases that it
 * takes to meet a rare one. Each attack draws its cases from a seed that is printed; a case that
 * does not hold is named by seed and number, so that it can be played again alone. All input is
 * made up here.
 *
 * <p>{@code ./mvnw verify} plays a fiftieth, {@code ./mvnw verify -Pattack} all of it and no other
 * test. Depends on the whole product; nothing depends on it. Start at {@code AttackIT}.
 */
@NullMarked
package org.drey.attack;

import org.jspecify.annotations.NullMarked;
