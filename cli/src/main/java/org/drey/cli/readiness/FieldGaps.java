package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.avro.Schema;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.event.TopicNames;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/**
 * The fields that rules read and an event, or all events of a stream, do not fill, each with the
 * column that would: of a derived field one that it is computed from.
 */
final class FieldGaps {
  /** In place of a column: there is no gap. */
  static final int FILLED = -1;

  /** In place of a column: there are gaps of several columns, or any of them is meant. */
  static final int SEVERAL = -2;

  /** The property of a field whose null says something. */
  private static final String NULL_MEANS = "null_means";

  private final StreamSchema stream;
  private final int[][] inputs;
  private final int[] slots;
  private final int[] columns;
  private final boolean[] saysByNull;

  FieldGaps(StreamDefinition<?> definition, NavigableSet<Integer> read) {
    this.stream = definition.schema();
    this.inputs = new int[stream.fields().size()][];
    this.columns = new int[inputs.length];
    this.saysByNull = new boolean[inputs.length];
    Schema records = TopicNames.schema(stream.topic());
    NavigableSet<Integer> all = new TreeSet<>(read);
    for (int slot = 0; slot < inputs.length; slot++) {
      List<String> from = definition.computedFrom(stream.fields().get(slot).name());
      Schema.Field field = records.getField(stream.fields().get(slot).name());
      saysByNull[slot] = field != null && field.getProp(NULL_MEANS) != null;
      inputs[slot] = from.stream().mapToInt(stream::slot).toArray();
      if (read.contains(slot)) {
        Arrays.stream(inputs[slot]).forEach(all::add);
      }
    }
    this.slots = all.stream().mapToInt(Integer::intValue).toArray();
    Arrays.fill(columns, FILLED);
  }

  /** Returns whether an event says something in a slot: not null, UNKNOWN or nothing at all. */
  boolean isFilled(Event event, int slot) {
    if (event.isNull(slot)) {
      return saysByNull[slot];
    }
    StreamField field = stream.fields().get(slot);
    return switch (field.type()) {
      case ENUM -> event.symbolAt(slot) != PartialTruth.unknown(field);
      case TEXT -> !event.textAt(slot).isEmpty();
      case TEXT_LIST -> !event.textsAt(slot).isEmpty();
      default -> true;
    };
  }

  /** Looks for gaps. */
  void look(IntPredicate isFilled) {
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

  /** Returns the slots that are looked at. */
  int[] slots() {
    return slots;
  }

  /** Returns the column that would fill a slot, or {@link #FILLED}. */
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

  /** Returns whether an event fulfils a condition, if what a column would fill may be anything. */
  PartialTruth truth(EventPredicate condition, Event event, int column) {
    return PartialTruth.of(
        condition,
        field -> {
          int gap = columns[field.slot()];
          boolean isOpen = gap != FILLED && (column == SEVERAL || gap == column);
          return isOpen ? PartialTruth.MAYBE : PartialTruth.of(field.test(event));
        });
  }

  /**
   * Returns the columns without which no event fulfils a condition, whatever the others say; also
   * one that always says the same, if that is not what is asked for.
   */
  NavigableSet<Integer> lacking(EventPredicate condition, SameSymbols same) {
    NavigableSet<Integer> gaps = new TreeSet<>();
    condition.eachRead(slot -> gaps.add(column(slot, same)));
    gaps.remove(FILLED);
    if (isPossible(condition, same, gap -> gap == FILLED)) {
      return new TreeSet<>();
    }
    List<Integer> needed = new ArrayList<>(gaps);
    needed.removeIf(column -> isPossible(condition, same, gap -> gap != column));
    return new TreeSet<>(needed.isEmpty() ? gaps : needed);
  }

  private int column(int slot, SameSymbols same) {
    return columns[slot] == FILLED && same.isSame(slot) ? slot : columns[slot];
  }

  private boolean isPossible(EventPredicate condition, SameSymbols same, IntPredicate isOpen) {
    return PartialTruth.of(
            condition,
            field -> {
              if (isOpen.test(column(field.slot(), same))) {
                return PartialTruth.MAYBE;
              }
              return columns[field.slot()] == FILLED
                      && field instanceof EventPredicate.SymbolIn symbols
                  ? PartialTruth.of(same.isAmong(symbols))
                  : PartialTruth.ofNothing(field, stream);
            })
        != PartialTruth.NO;
  }

  /** Returns the name of a column, such as payments.payee_kind. */
  String name(int slot) {
    return stream.topic() + "." + stream.fields().get(slot).name();
  }
}
