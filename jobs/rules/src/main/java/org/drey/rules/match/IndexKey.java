package org.drey.rules.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.event.Field;
import org.drey.rules.event.FieldType;
import org.drey.rules.event.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * Literals of which an event must have one, or the predicate cannot hold.
 *
 * @param slot where they stand
 * @param values folded texts, or ordinals of symbols (of a boolean 0 and 1)
 * @param share about what part of all events has one, for choosing the rarest
 */
record IndexKey(int slot, Set<Object> values, double share) {

  /** About how rare one given text is: far rarer than any symbol of an enum. */
  private static final double SHARE_OF_A_TEXT = 0.0001;

  /** The most selective key of a predicate, or null if no literal is necessary. */
  static @Nullable IndexKey of(Predicate predicate, StreamSchema stream) {
    if (predicate instanceof Predicate.And and) {
      IndexKey best = null;
      for (Predicate part : and.parts()) {
        IndexKey key = of(part, stream);
        if (key != null && (best == null || key.share < best.share)) {
          best = key;
        }
      }
      return best;
    }
    if (predicate instanceof Predicate.Or or) {
      return union(or.parts(), stream);
    }
    if (predicate instanceof Predicate.SymbolIn in) {
      Field field = stream.fields().get(in.slot());
      Set<Object> ordinals = new HashSet<>();
      for (int ordinal = 0; ordinal < field.symbols().size(); ordinal++) {
        if ((in.symbols() >>> ordinal & 1) == 1) {
          ordinals.add(ordinal);
        }
      }
      return new IndexKey(in.slot(), ordinals, (double) ordinals.size() / field.symbols().size());
    }
    if (predicate instanceof Predicate.BooleanIs is) {
      return new IndexKey(is.slot(), Set.of(is.value() ? 1 : 0), 0.5);
    }
    if (predicate instanceof Predicate.Text text
        && stream.fields().get(text.slot()).type() == FieldType.TEXT) {
      return ofText(text);
    }
    return null;
  }

  private static @Nullable IndexKey ofText(Predicate.Text text) {
    if (text.text() instanceof TextTest.Same same) {
      Set<Object> one = Set.of(CaselessMap.fold(same.text()));
      return new IndexKey(text.slot(), one, SHARE_OF_A_TEXT);
    }
    if (text.text() instanceof TextTest.OneOf oneOf) {
      Set<Object> values = new HashSet<>();
      oneOf.texts().forEach(one -> values.add(CaselessMap.fold(one)));
      return new IndexKey(text.slot(), values, SHARE_OF_A_TEXT * values.size());
    }
    return null;
  }

  private static @Nullable IndexKey union(List<Predicate> parts, StreamSchema stream) {
    Set<Object> values = new HashSet<>();
    double share = 0;
    int slot = -1;
    for (Predicate part : parts) {
      IndexKey key = of(part, stream);
      if (key == null || (slot >= 0 && key.slot != slot)) {
        return null;
      }
      slot = key.slot;
      values.addAll(key.values);
      share += key.share;
    }
    return slot < 0 ? null : new IndexKey(slot, values, Math.min(1, share));
  }
}
