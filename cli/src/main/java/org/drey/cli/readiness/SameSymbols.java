package org.drey.cli.readiness;

import java.util.Arrays;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamSchema;

/**
 * The fields of a stream that have the same symbol in all records: a source that always writes one
 * channel says no more by it than by none to a rule that asks for another.
 */
final class SameSymbols {
  /** In a few records a symbol may be missing by chance. */
  private static final int ENOUGH = 100;

  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  private final StreamSchema stream;
  private final int[] symbols;
  private long records;

  SameSymbols(StreamSchema stream) {
    this.stream = stream;
    this.symbols = new int[stream.fields().size()];
    Arrays.fill(symbols, NONE);
  }

  void add(Event event) {
    records++;
    for (int slot = 0; slot < symbols.length; slot++) {
      if (symbols[slot] != SEVERAL && stream.fields().get(slot).type() == FieldType.ENUM) {
        int symbol = event.isNull(slot) ? SEVERAL : event.symbolAt(slot);
        symbols[slot] = symbols[slot] == NONE || symbols[slot] == symbol ? symbol : SEVERAL;
      }
    }
  }

  /** Returns whether a field has one symbol, and in so many records that it hardly is chance. */
  boolean isSame(int slot) {
    return records >= ENOUGH && symbols[slot] >= 0;
  }

  /** Returns whether a condition holds of the symbol that its field always has. */
  boolean isAmong(EventPredicate.SymbolIn asked) {
    return (asked.symbols() >>> symbols[asked.slot()] & 1) == 1;
  }

  /** Returns the symbol that a field always has. */
  String symbol(int slot) {
    return stream.fields().get(slot).symbols().get(symbols[slot]);
  }
}
