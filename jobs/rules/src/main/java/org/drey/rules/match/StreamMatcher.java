package org.drey.rules.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamSchema;

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
}
