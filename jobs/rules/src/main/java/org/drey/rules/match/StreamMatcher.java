package org.drey.rules.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.event.Event;
import org.drey.rules.event.Field;
import org.drey.rules.event.FieldType;
import org.drey.rules.event.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules of a stream that an event matches. Each rule is filed under its most selective
 * literal, so that an event is held only against rules that it can match; a rule without one is
 * held against every event.
 */
public final class StreamMatcher implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int[] NONE = {};

  private final Predicate[] predicates;
  private final int[] rules;
  private final List<SlotIndex> indexes;
  private final int[] always;

  private record SlotIndex(
      int slot, FieldType type, @Nullable CaselessMap<int[]> byText, int[] @Nullable [] bySymbol)
      implements Serializable {

    int[] candidates(Event event) {
      if (event.isNull(slot)) {
        return NONE;
      }
      if (byText != null) {
        int[] found = byText.get(event.textAt(slot));
        return found == null ? NONE : found;
      }
      int symbol = type == FieldType.ENUM ? event.symbolAt(slot) : event.booleanAt(slot) ? 1 : 0;
      return bySymbol[symbol];
    }
  }

  private StreamMatcher(
      Predicate[] predicates, int[] rules, List<SlotIndex> indexes, int[] always) {
    this.predicates = predicates;
    this.rules = rules;
    this.indexes = indexes;
    this.always = always;
  }

  /** Files the rules; the key of the map is the number that {@link Hits} reports. */
  public static StreamMatcher of(StreamSchema stream, Map<Integer, Predicate> conditions) {
    Predicate[] predicates = conditions.values().toArray(Predicate[]::new);
    int[] rules = conditions.keySet().stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Map<Object, List<Integer>>> filed = new HashMap<>();
    List<Integer> always = new ArrayList<>();
    for (int i = 0; i < predicates.length; i++) {
      IndexKey key = IndexKey.of(predicates[i], stream);
      if (key == null) {
        always.add(i);
        continue;
      }
      for (Object value : key.values()) {
        filed
            .computeIfAbsent(key.slot(), slot -> new HashMap<>())
            .computeIfAbsent(value, v -> new ArrayList<>())
            .add(i);
      }
    }
    List<SlotIndex> indexes = new ArrayList<>();
    filed.forEach((slot, values) -> indexes.add(index(slot, stream.fields().get(slot), values)));
    return new StreamMatcher(predicates, rules, indexes, toArray(always));
  }

  private static SlotIndex index(int slot, Field field, Map<Object, List<Integer>> values) {
    if (field.type() == FieldType.TEXT) {
      Map<String, int[]> byText = new HashMap<>();
      values.forEach((value, at) -> byText.put((String) value, toArray(at)));
      return new SlotIndex(slot, field.type(), CaselessMap.of(byText), null);
    }
    int size = field.type() == FieldType.ENUM ? field.symbols().size() : 2;
    int[][] bySymbol = new int[size][];
    for (int symbol = 0; symbol < size; symbol++) {
      bySymbol[symbol] = toArray(values.getOrDefault(symbol, List.of()));
    }
    return new SlotIndex(slot, field.type(), null, bySymbol);
  }

  /** Reports the rules that the event matches, in no particular order. */
  public void match(Event event, Hits hits) {
    hits.clear();
    for (int i = 0; i < indexes.size(); i++) {
      test(indexes.get(i).candidates(event), event, hits);
    }
    test(always, event, hits);
  }

  private void test(int[] candidates, Event event, Hits hits) {
    for (int candidate : candidates) {
      if (predicates[candidate].test(event)) {
        hits.add(rules[candidate]);
      }
    }
  }

  /** How many rules no literal files: each costs a test on every event. */
  public int unindexed() {
    return always.length;
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
