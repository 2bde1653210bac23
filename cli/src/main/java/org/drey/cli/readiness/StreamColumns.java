package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.avro.Schema;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.TopicNames;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/**
 * The fields of a stream that rules read: which of them a record fills, how many do, and which have
 * the same symbol in all. A gap is known by the column that would fill it: of a derived field one
 * that it is computed from.
 */
final class StreamColumns {
  /** In place of a column: there is no gap. */
  static final int FILLED = -1;

  /** In place of a column: there are gaps of several columns, or any of them is meant. */
  static final int SEVERAL = -2;

  /** The property of a field whose null says something. */
  private static final String NULL_MEANS = "null_means";

  /** In a few records a symbol may be missing by chance. */
  private static final int ENOUGH = 100;

  private final StreamSchema stream;
  private final int[][] inputs;
  private final int[] slots;
  private final int[] columns;
  private final boolean[] saysByNull;
  private final long[] filled;
  private final int[] symbols;
  private long records;

  StreamColumns(StreamDefinition<?> definition, NavigableSet<Integer> read) {
    this.stream = definition.schema();
    int size = stream.fields().size();
    this.inputs = new int[size][];
    this.columns = new int[size];
    this.saysByNull = new boolean[size];
    this.filled = new long[size];
    this.symbols = new int[size];
    Schema schema = TopicNames.schema(stream.topic());
    NavigableSet<Integer> all = new TreeSet<>(read);
    for (int slot = 0; slot < size; slot++) {
      String name = stream.fields().get(slot).name();
      Schema.Field field = schema.getField(name);
      saysByNull[slot] = field != null && field.getProp(NULL_MEANS) != null;
      inputs[slot] = definition.computedFrom(name).stream().mapToInt(stream::slot).toArray();
      if (read.contains(slot)) {
        Arrays.stream(inputs[slot]).forEach(all::add);
      }
    }
    this.slots = all.stream().mapToInt(Integer::intValue).toArray();
    Arrays.fill(columns, FILLED);
  }

  /** Counts what a record fills, and looks for its gaps. */
  void read(Event event) {
    look(slot -> isFilled(event, slot));
    for (int slot : slots) {
      filled[slot] += columns[slot] == FILLED ? 1 : 0;
      if (stream.fields().get(slot).type() == FieldType.ENUM) {
        int symbol = event.isNull(slot) ? SEVERAL : event.symbolAt(slot);
        symbols[slot] = records == 0 || symbols[slot] == symbol ? symbol : SEVERAL;
      }
    }
    records++;
  }

  /** Returns whether a record says something in a slot: not null, UNKNOWN or nothing at all. */
  private boolean isFilled(Event event, int slot) {
    if (event.isNull(slot)) {
      return saysByNull[slot];
    }
    StreamField field = stream.fields().get(slot);
    return switch (field.type()) {
      case ENUM -> event.symbolAt(slot) != PossibleTruth.unknown(field);
      case TEXT -> !event.textAt(slot).isEmpty();
      case TEXT_LIST -> !event.textsAt(slot).isEmpty();
      default -> true;
    };
  }

  private void look(IntPredicate isFilled) {
    for (int slot : slots) {
      columns[slot] = isFilled.test(slot) ? FILLED : slot;
    }
    for (int slot : slots) {
      if (columns[slot] != FILLED) {
        for (int input : inputs[slot]) {
          columns[slot] = columns[input] == FILLED ? columns[slot] : columns[input];
        }
      }
    }
  }

  /** Returns the column that would fill a slot of the record read last, or {@link #FILLED}. */
  int column(int slot) {
    return columns[slot];
  }

  /** Returns the one column that some slots lack, {@link #FILLED} or {@link #SEVERAL}. */
  int column(Iterable<Integer> some) {
    int column = FILLED;
    for (int slot : some) {
      if (columns[slot] != FILLED && columns[slot] != column) {
        column = column == FILLED ? columns[slot] : SEVERAL;
      }
    }
    return column;
  }

  /** Returns whether a record can fulfil a condition, if a column would fill it with anything. */
  boolean canHold(EventPredicate condition, Event event, int column) {
    return PossibleTruth.canHold(
        condition,
        field -> {
          int gap = columns[field.slot()];
          boolean isOpen = gap != FILLED && (column == SEVERAL || gap == column);
          return isOpen ? null : field.test(event);
        });
  }

  /**
   * Returns the columns without which none of the records read fulfils a condition and has some
   * values, whatever the others say; also a column that always says the same, if the condition asks
   * for something else.
   */
  NavigableSet<String> lacking(EventPredicate condition, Set<Integer> values) {
    look(slot -> filled[slot] > 0);
    NavigableSet<Integer> needed = lacking(condition);
    values.forEach(slot -> needed.add(columns[slot]));
    needed.remove(FILLED);
    NavigableSet<String> names = new TreeSet<>();
    needed.forEach(column -> names.add(name(column)));
    return names;
  }

  private NavigableSet<Integer> lacking(EventPredicate condition) {
    NavigableSet<Integer> gaps = new TreeSet<>();
    condition.eachRead(slot -> gaps.add(gap(slot)));
    gaps.remove(FILLED);
    if (isPossible(condition, gap -> gap == FILLED)) {
      return new TreeSet<>();
    }
    List<Integer> needed = new ArrayList<>(gaps);
    needed.removeIf(column -> isPossible(condition, gap -> gap != column));
    return new TreeSet<>(needed.isEmpty() ? gaps : needed);
  }

  private int gap(int slot) {
    return columns[slot] == FILLED && isSame(slot) ? slot : columns[slot];
  }

  private boolean isPossible(EventPredicate condition, IntPredicate isOpen) {
    return PossibleTruth.canHold(
        condition,
        field -> {
          int slot = field.slot();
          if (isOpen.test(gap(slot))) {
            return null;
          }
          if (columns[slot] == FILLED && field instanceof EventPredicate.SymbolIn asked) {
            return (asked.symbols() >>> symbols[slot] & 1) == 1;
          }
          return PossibleTruth.ofNothing(field, stream);
        });
  }

  /** Returns whether a field has one symbol, and in so many records that it hardly is chance. */
  private boolean isSame(int slot) {
    return stream.fields().get(slot).type() == FieldType.ENUM
        && records >= ENOUGH
        && symbols[slot] != SEVERAL;
  }

  /** Returns the fields that have one symbol in all records, and which. */
  NavigableMap<String, String> always() {
    NavigableMap<String, String> always = new TreeMap<>();
    for (int slot : slots) {
      if (isSame(slot)) {
        always.put(name(slot), stream.fields().get(slot).symbols().get(symbols[slot]));
      }
    }
    return always;
  }

  /** Returns the part of the records, 0 to 1, that fill each field. */
  NavigableMap<String, Double> filled() {
    NavigableMap<String, Double> shares = new TreeMap<>();
    for (int slot : slots) {
      shares.put(name(slot), (double) filled[slot] / records);
    }
    return shares;
  }

  /** Returns the name of a column, such as payments.payee_kind. */
  String name(int slot) {
    return stream.topic() + "." + stream.fields().get(slot).name();
  }
}
