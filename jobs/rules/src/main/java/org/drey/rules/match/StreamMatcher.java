package org.drey.rules.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.drey.rules.match.TextTest.Glob;
import org.drey.rules.match.TextTest.OneOf;
import org.drey.rules.match.TextTest.Part;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.match.TextTest.SameText;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules of a stream that an event matches. Each rule is filed under the literals that it
 * cannot do without and that are likely to be rarest, so that an event is tried only against rules
 * that it may match; a rule without a literal is tried against every event. What several rules ask
 * alike is asked once.
 *
 * <p>Immutable. What is known of an event while it is matched is in the thread's {@link RuleHits}.
 */
public final class StreamMatcher implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double SHARE_OF_WHAT_IS_COMMON = 0.01;

  private final EventPredicate[] predicates;
  private final int[] rules;
  private final List<SlotIndex> indexes;
  private final int[][] lists;
  private final int[] always;
  private final int shared;

  private StreamMatcher(
      EventPredicate[] predicates,
      int[] rules,
      int shared,
      List<SlotIndex> indexes,
      int[][] lists,
      int[] always) {
    this.predicates = predicates;
    this.rules = rules;
    this.shared = shared;
    this.indexes = indexes;
    this.lists = lists;
    this.always = always;
  }

  /** Files the rules; the key of the map is the number that {@link RuleHits} reports. */
  public static StreamMatcher of(StreamSchema stream, Map<Integer, EventPredicate> conditions) {
    int[] rules = conditions.keySet().stream().mapToInt(Integer::intValue).toArray();
    List<Integer> always = new ArrayList<>();
    List<int[]> lists = new ArrayList<>();
    Map<Integer, Map<SlotLiteral, Integer>> bySlot = new TreeMap<>();
    file(stream, List.copyOf(conditions.values()), always)
        .forEach(
            (literal, filed) -> {
              bySlot
                  .computeIfAbsent(literal.slot(), slot -> new HashMap<>())
                  .put(literal, lists.size());
              lists.add(toArray(filed));
            });
    List<SlotIndex> indexes = new ArrayList<>();
    bySlot.forEach(
        (slot, literals) -> indexes.add(SlotIndex.of(slot, stream.fields().get(slot), literals)));
    SharedParts shared = new SharedParts(conditions.values());
    EventPredicate[] predicates =
        conditions.values().stream().map(shared::of).toArray(EventPredicate[]::new);
    return new StreamMatcher(
        predicates, rules, shared.size(), indexes, lists.toArray(int[][]::new), toArray(always));
  }

  /**
   * Chooses the key of each condition. A literal costs as many tests as conditions name it, as
   * often as it occurs in an event; and what many name, such as ".com", is common in events, too.
   *
   * @param always gets those without a key
   */
  private static Map<SlotLiteral, List<Integer>> file(
      StreamSchema stream, List<EventPredicate> conditions, List<Integer> always) {
    List<List<IndexKey>> options =
        conditions.stream().map(condition -> IndexKey.options(condition, stream)).toList();
    Map<SlotLiteral, Integer> uses = new HashMap<>();
    options.forEach(
        keys ->
            keys.forEach(
                key -> key.literals().forEach(literal -> uses.merge(literal, 1, Integer::sum))));
    Map<SlotLiteral, List<Integer>> filed = new LinkedHashMap<>();
    for (int i = 0; i < options.size(); i++) {
      Optional<IndexKey> key =
          IndexKey.cheapest(
              options.get(i), literal -> cost(literal, uses.getOrDefault(literal, 0)));
      if (key.isEmpty()) {
        always.add(i);
        continue;
      }
      for (SlotLiteral literal : key.get().literals()) {
        filed.computeIfAbsent(literal, one -> new ArrayList<>()).add(i);
      }
    }
    return filed;
  }

  /**
   * About how many tests a literal costs: as many as conditions name it, as often as it occurs in
   * an event. What several name, such as ".com", is common in events too, however long it is.
   */
  private static double cost(SlotLiteral literal, int uses) {
    double share = uses == 1 ? literal.share() : Math.max(literal.share(), SHARE_OF_WHAT_IS_COMMON);
    return share * uses * uses;
  }

  /** Reports the rules that the event matches, in no particular order. */
  public void match(Event event, RuleHits hits) {
    MatchTrial trial = hits.trial;
    hits.clear();
    propose(event, trial);
    for (int i = 0; i < trial.candidates(); i++) {
      test(trial.candidate(i), event, hits);
    }
    for (int condition : always) {
      test(condition, event, hits);
    }
  }

  /**
   * Returns whether a rule may match the event, by literals alone: of what is not text, a symbol, a
   * boolean or a whole number nothing is read. Leaves no hits.
   */
  public boolean mayMatch(Event event, RuleHits hits) {
    hits.clear();
    if (always.length > 0) {
      return true;
    }
    propose(event, hits.trial);
    return hits.trial.candidates() > 0;
  }

  private void propose(Event event, MatchTrial trial) {
    trial.begin(lists, predicates.length, shared);
    for (int i = 0; i < indexes.size(); i++) {
      indexes.get(i).propose(event, trial);
    }
  }

  private void test(int condition, Event event, RuleHits hits) {
    if (predicates[condition].test(event, hits.trial)) {
      hits.add(rules[condition]);
    }
  }

  /** The numbers of the rules that no literal files: each costs a test on every event. */
  public List<Integer> unindexed() {
    return Arrays.stream(always).mapToObj(at -> rules[at]).toList();
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Literals of which an event must have one, or the condition cannot hold; of any slots. */
  private record IndexKey(Set<SlotLiteral> literals) {

    /**
     * The keys under which a condition may be filed, each of them enough; none if there is none.
     */
    static List<IndexKey> options(EventPredicate condition, StreamSchema stream) {
      if (condition instanceof EventPredicate.And and) {
        List<IndexKey> options = new ArrayList<>();
        and.parts().forEach(part -> options.addAll(options(part, stream)));
        return options;
      }
      if (condition instanceof EventPredicate.Or or) {
        return anyOf(or.parts(), stream);
      }
      if (condition instanceof EventPredicate.SymbolIn in) {
        return List.of(symbols(in, stream.fields().get(in.slot())));
      }
      if (condition instanceof EventPredicate.BooleanIs is) {
        return List.of(of(SlotLiteral.symbol(is.slot(), is.value() ? 1 : 0, 2)));
      }
      if (condition instanceof EventPredicate.LongCompare compare
          && compare.comparison() == NumberComparison.EQ) {
        return List.of(of(SlotLiteral.number(compare.slot(), compare.limit())));
      }
      if (condition instanceof EventPredicate.Text text) {
        return ofText(text.slot(), text.text());
      }
      return condition instanceof EventPredicate.AnyText any
          ? ofText(any.slot(), any.text())
          : List.of();
    }

    /** The cheapest of several, by what each of its literals costs. */
    static Optional<IndexKey> cheapest(List<IndexKey> options, ToDoubleFunction<SlotLiteral> cost) {
      return options.stream()
          .min(Comparator.comparingDouble(key -> key.literals.stream().mapToDouble(cost).sum()));
    }

    private static IndexKey of(SlotLiteral literal) {
      return new IndexKey(Set.of(literal));
    }

    private static List<IndexKey> anyOf(List<EventPredicate> parts, StreamSchema stream) {
      Set<SlotLiteral> literals = new LinkedHashSet<>();
      for (EventPredicate part : parts) {
        Optional<IndexKey> key = cheapest(options(part, stream), SlotLiteral::share);
        if (key.isEmpty()) {
          return List.of();
        }
        literals.addAll(key.get().literals);
      }
      return List.of(new IndexKey(literals));
    }

    private static IndexKey symbols(EventPredicate.SymbolIn in, StreamField field) {
      Set<SlotLiteral> literals = new LinkedHashSet<>();
      for (int ordinal = 0; ordinal < field.symbols().size(); ordinal++) {
        if ((in.symbols() >>> ordinal & 1) == 1) {
          literals.add(SlotLiteral.symbol(in.slot(), ordinal, field.symbols().size()));
        }
      }
      return new IndexKey(literals);
    }

    private static IndexKey parts(int slot, Set<String> texts) {
      Set<SlotLiteral> literals = new LinkedHashSet<>();
      texts.forEach(text -> literals.add(SlotLiteral.part(slot, Place.ANYWHERE, text)));
      return new IndexKey(literals);
    }

    private static List<IndexKey> ofText(int slot, TextTest test) {
      List<IndexKey> options = new ArrayList<>();
      if (test instanceof SameText same) {
        options.add(of(SlotLiteral.text(slot, same.text())));
      } else if (test instanceof OneOf oneOf) {
        Set<SlotLiteral> literals = new LinkedHashSet<>();
        oneOf.texts().forEach(text -> literals.add(SlotLiteral.text(slot, text)));
        options.add(new IndexKey(literals));
      } else if (test instanceof Part part && !part.text().isEmpty()) {
        options.add(of(SlotLiteral.part(slot, part.place(), part.text())));
      } else if (test instanceof TextTest.Regex regex) {
        RegexOutline.of(regex.pattern().pattern())
            .keys()
            .forEach(any -> options.add(parts(slot, any)));
      } else if (test instanceof Glob glob) {
        for (WildcardPattern.Run run : glob.pattern().runs()) {
          Place place = run.first() ? Place.START : run.last() ? Place.END : Place.ANYWHERE;
          options.add(of(SlotLiteral.part(slot, place, run.text())));
        }
      }
      return options;
    }
  }

  /** The literals of one slot, each with the list of conditions that it proposes. */
  private sealed interface SlotIndex extends Serializable {

    /** The list of no literal. */
    int NONE = -1;

    /** Proposes the lists of the literals that the event has in this slot. */
    void propose(Event event, MatchTrial trial);

    /** Builds the index of a field's literals. */
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
}
