package org.drey.rules.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.jspecify.annotations.Nullable;

/** The literals of one slot, each with the list of conditions that it proposes. */
sealed interface SlotIndex extends Serializable {

  /** The list of no literal. */
  int NONE = -1;

  /** Proposes the lists of the literals that the event has in this slot. */
  void propose(Event event, MatchTrial trial);

  /** Of a field's literals. */
  static SlotIndex of(int slot, StreamField field, Map<SlotLiteral, Integer> lists) {
    return switch (field.type()) {
      case TEXT, TEXT_LIST -> Texts.of(slot, field.type() == FieldType.TEXT_LIST, lists);
      case ENUM -> new Symbols(slot, false, symbols(field.symbols().size(), lists));
      case BOOLEAN -> new Symbols(slot, true, symbols(2, lists));
      case LONG -> Numbers.of(slot, lists);
      case DOUBLE, DECIMAL -> throw new IllegalArgumentException(field + " has no literals");
    };
  }

  private static int[] symbols(int size, Map<SlotLiteral, Integer> lists) {
    int[] bySymbol = new int[size];
    Arrays.fill(bySymbol, NONE);
    lists.forEach((literal, list) -> bySymbol[(Integer) literal.value()] = list);
    return bySymbol;
  }

  /**
   * Literals of a text, or of each text of a list.
   *
   * @param sieve what most texts are stopped by; null if it would not be quicker than the rest
   */
  record Texts(
      int slot,
      boolean isList,
      @Nullable TextSieve sieve,
      CaselessMap<Integer> whole,
      List<TextTrie> tries)
      implements SlotIndex {

    private static Texts of(int slot, boolean isList, Map<SlotLiteral, Integer> lists) {
      Map<String, Integer> whole = new HashMap<>();
      Map<Place, Map<String, Integer>> parts = new TreeMap<>();
      lists.forEach(
          (literal, list) ->
              (literal.place() == null
                      ? whole
                      : parts.computeIfAbsent(literal.place(), place -> new HashMap<>()))
                  .put((String) literal.value(), list));
      List<TextTrie> tries = new ArrayList<>();
      parts.forEach((place, texts) -> tries.add(new TextTrie(place, texts)));
      boolean isQuick = whole.isEmpty() && parts.size() < 2;
      TextSieve sieve =
          isQuick && !parts.containsKey(Place.ANYWHERE) ? null : TextSieve.of(lists.keySet());
      return new Texts(slot, isList, sieve, CaselessMap.of(whole), tries);
    }

    @Override
    public void propose(Event event, MatchTrial trial) {
      if (!isList) {
        String text = event.textOrNull(slot);
        if (text != null) {
          propose(text, trial);
        }
        return;
      }
      if (event.isNull(slot)) {
        return;
      }
      List<String> texts = event.textsAt(slot);
      for (int i = 0; i < texts.size(); i++) {
        propose(texts.get(i), trial);
      }
    }

    private void propose(String text, MatchTrial trial) {
      if (sieve != null && !sieve.mayHave(text)) {
        return;
      }
      Integer list = whole.isEmpty() ? null : whole.get(text);
      if (list != null) {
        trial.propose(list);
      }
      for (int i = 0; i < tries.size(); i++) {
        tries.get(i).search(text, trial);
      }
    }
  }

  /** The symbols of an enum, or true and false. */
  record Symbols(int slot, boolean isBoolean, int[] lists) implements SlotIndex {
    @Override
    public void propose(Event event, MatchTrial trial) {
      if (event.isNull(slot)) {
        return;
      }
      int symbol = !isBoolean ? event.symbolAt(slot) : event.booleanAt(slot) ? 1 : 0;
      if (lists[symbol] != NONE) {
        trial.propose(lists[symbol]);
      }
    }
  }

  /** Whole numbers, sorted. */
  record Numbers(int slot, long[] numbers, int[] lists) implements SlotIndex {

    private static Numbers of(int slot, Map<SlotLiteral, Integer> lists) {
      TreeMap<Long, Integer> sorted = new TreeMap<>();
      lists.forEach((literal, list) -> sorted.put((Long) literal.value(), list));
      return new Numbers(
          slot,
          sorted.keySet().stream().mapToLong(Long::longValue).toArray(),
          sorted.values().stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public void propose(Event event, MatchTrial trial) {
      int at = event.isNull(slot) ? NONE : Arrays.binarySearch(numbers, event.longAt(slot));
      if (at >= 0) {
        trial.propose(lists[at]);
      }
    }
  }
}
