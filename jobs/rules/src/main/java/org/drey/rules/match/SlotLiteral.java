package org.drey.rules.match;

import org.drey.rules.match.TextTest.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something to look for in a slot of an event.
 *
 * @param place where in a text it has to be; null: it is the whole value
 * @param value a text folded as a whole, the chars of a part folded, the ordinal of a symbol (of a
 *     boolean 0 or 1), or a whole number
 * @param share about what part of all events has it, for choosing the rarest
 */
record SlotLiteral(int slot, @Nullable Place place, Object value, double share) {

  /** About how rare one given text or number is: far rarer than any symbol of an enum. */
  private static final double SHARE_OF_A_VALUE = 0.0001;

  /** The factor by which each further letter makes a text rarer. */
  private static final double SHARE_OF_A_LETTER = 0.3;

  /** In how many places of a text another may be. */
  private static final int PLACES = 20;

  /** A whole text; its case does not matter. */
  static SlotLiteral text(int slot, String text) {
    return new SlotLiteral(slot, null, CaseFolding.whole(text), SHARE_OF_A_VALUE);
  }

  static SlotLiteral number(int slot, long number) {
    return new SlotLiteral(slot, null, number, SHARE_OF_A_VALUE);
  }

  /** One of several symbols. */
  static SlotLiteral symbol(int slot, int ordinal, int symbols) {
    return new SlotLiteral(slot, null, ordinal, 1.0 / symbols);
  }

  /** A part of a text, at least one letter; its case does not matter. */
  static SlotLiteral part(int slot, Place place, String text) {
    double share = Math.pow(SHARE_OF_A_LETTER, text.length());
    int places = place == Place.ANYWHERE ? PLACES : 1;
    return new SlotLiteral(slot, place, CaseFolding.chars(text), Math.min(1, share * places));
  }
}
