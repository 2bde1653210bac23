package org.drey.rules.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as rules read it: typed slots, numbered by its {@link StreamSchema}.
 *
 * <p>Reading a decoded record allocates nothing. A getter may be asked only for a slot of its type
 * that is not null, unless it says otherwise; for others its answer is undefined.
 */
public interface Event {

  boolean isNull(int slot);

  long longAt(int slot);

  double doubleAt(int slot);

  boolean booleanAt(int slot);

  /** The ordinal of the symbol in {@link StreamField#symbols()}. */
  int symbolAt(int slot);

  String textAt(int slot);

  /** The text of a slot, null if the slot is null: for what is read with every event. */
  default @Nullable String textOrNull(int slot) {
    return isNull(slot) ? null : textAt(slot);
  }

  BigDecimal decimalAt(int slot);

  List<String> textsAt(int slot);

  /** A slot's value as text, for grouping, counting and display; null if the slot is null. */
  default @Nullable String asText(StreamField field, int slot) {
    if (isNull(slot)) {
      return null;
    }
    return switch (field.type()) {
      case LONG -> Long.toString(longAt(slot));
      case DOUBLE -> Double.toString(doubleAt(slot));
      case DECIMAL -> decimalAt(slot).stripTrailingZeros().toPlainString();
      case BOOLEAN -> Boolean.toString(booleanAt(slot));
      case ENUM -> field.symbols().get(symbolAt(slot));
      case TEXT -> textAt(slot);
      case TEXT_LIST -> String.join(",", textsAt(slot));
    };
  }
}
