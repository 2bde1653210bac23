package org.drey.rules.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.base.NameSuggestions;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamSchema;
import org.drey.yaml.YamlNode;

/** Compiles the {@code detection} of a Sigma rule to a predicate over its stream's events. */
public final class DetectionCompiler {
  private DetectionCompiler() {}

  /**
   * Compiles.
   *
   * @param referenceSets what {@code %name%} stands for
   */
  public static EventPredicate compile(
      YamlNode detection, StreamSchema stream, Map<String, List<String>> referenceSets) {
    Map<String, EventPredicate> selections = new LinkedHashMap<>();
    YamlNode condition = null;
    for (Map.Entry<String, YamlNode> entry : detection.fields().entrySet()) {
      if (entry.getKey().equals("condition")) {
        condition = entry.getValue();
      } else {
        selections.put(entry.getKey(), selection(entry.getValue(), stream, referenceSets));
      }
    }
    if (condition == null) {
      throw detection.problem("the detection has no condition");
    }
    return new ConditionParser(condition, selections).parse();
  }

  /** Compiles a single selection: a map of fields, a keyword, or a list of those. */
  public static EventPredicate selection(
      YamlNode node, StreamSchema stream, Map<String, List<String>> referenceSets) {
    if (node.isList()) {
      List<EventPredicate> alternatives = new ArrayList<>();
      node.items().forEach(item -> alternatives.add(selection(item, stream, referenceSets)));
      if (alternatives.isEmpty()) {
        throw node.problem("the selection is empty: it would never match");
      }
      return AlternativeJoin.of(alternatives);
    }
    if (!node.isMap()) {
      return KeywordItem.compile(stream, "", node);
    }
    List<EventPredicate> parts = new ArrayList<>();
    node.fields()
        .forEach(
            (key, value) ->
                parts.add(
                    KeywordItem.is(key)
                        ? KeywordItem.compile(stream, key, value)
                        : FieldItem.compile(stream, referenceSets, key, value)));
    if (parts.isEmpty()) {
      throw node.problem("the selection is empty: it would match every event");
    }
    return parts.size() == 1 ? parts.get(0) : new EventPredicate.And(List.copyOf(parts));
  }

  /** Compiles keywords: texts that are looked for in all fields of an event that say something. */
  private static final class KeywordItem {
    private KeywordItem() {}

    /** Returns whether a line of a selection, by its key, has keywords. */
    static boolean is(String key) {
      return key.isEmpty() || key.startsWith("|");
    }

    /**
     * Compiles a keyword, or a list of them.
     *
     * @param key modifiers alone, as {@code |all}, or nothing
     */
    static EventPredicate compile(StreamSchema stream, String key, YamlNode value) {
      List<Integer> slots = stream.keywordSlots();
      if (slots.isEmpty()) {
        throw value.problem(stream.topic() + " has no text to look for keywords in; name a field");
      }
      FieldModifiers modifiers =
          new FieldModifiers(
              key.isEmpty() ? List.of() : List.of(key.substring(1).split("\\|", -1)));
      modifiers.checkKeywords(value);
      List<EventPredicate> keywords = new ArrayList<>();
      for (YamlNode item : value.items()) {
        if (!item.isScalar() || item.scalar() == null) {
          throw item.problem("a keyword is a text");
        }
        TextTest test = TextValue.test(item, modifiers, Place.ANYWHERE);
        keywords.add(
            AlternativeJoin.of(slots.stream().map(slot -> one(stream, slot, test)).toList()));
      }
      if (keywords.isEmpty()) {
        throw value.problem("the list of keywords is empty: it would never match");
      }
      return modifiers.has("all") && keywords.size() > 1
          ? new EventPredicate.And(List.copyOf(keywords))
          : AlternativeJoin.of(keywords);
    }

    private static EventPredicate one(StreamSchema stream, int slot, TextTest test) {
      return stream.fields().get(slot).type() == FieldType.TEXT
          ? new EventPredicate.Text(slot, test)
          : new EventPredicate.AnyText(slot, test);
    }
  }

  /**
   * Sigma's condition language: selection names, {@code not}, {@code and}, {@code or}, parentheses,
   * {@code 1 of} / {@code all of} a pattern or {@code them}. {@code not} binds tightest, then
   * {@code and}.
   */
  private static final class ConditionParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[^\\s()]+)");
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NAMED = 1000;

    private final YamlNode place;
    private final Map<String, EventPredicate> selections;
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;
    private int named;

    ConditionParser(YamlNode place, Map<String, EventPredicate> selections) {
      this.place = place;
      this.selections = selections;
      Matcher matcher = TOKEN.matcher(place.text().strip());
      while (matcher.find()) {
        tokens.add(matcher.group(1));
      }
    }

    EventPredicate parse() {
      if (tokens.contains("|")) {
        throw place.problem("aggregations in a condition are not Sigma 2; write a correlation");
      }
      EventPredicate condition = or();
      if (at < tokens.size()) {
        throw place.problem("'" + tokens.get(at) + "' is not expected there in the condition");
      }
      return condition;
    }

    private EventPredicate or() {
      List<EventPredicate> parts = new ArrayList<>(List.of(and()));
      while (accept("or")) {
        parts.add(and());
      }
      return parts.size() == 1 ? parts.get(0) : new EventPredicate.Or(List.copyOf(parts));
    }

    private EventPredicate and() {
      List<EventPredicate> parts = new ArrayList<>(List.of(not()));
      while (accept("and")) {
        parts.add(not());
      }
      return parts.size() == 1 ? parts.get(0) : new EventPredicate.And(List.copyOf(parts));
    }

    private EventPredicate not() {
      if (++depth > MAX_DEPTH) {
        throw place.problem("the condition is nested too deep");
      }
      try {
        return accept("not") ? new EventPredicate.Not(not()) : operand();
      } finally {
        depth--;
      }
    }

    private EventPredicate operand() {
      String token = next("a selection");
      if (token.equals("(")) {
        EventPredicate inner = or();
        if (!next("')'").equals(")")) {
          throw place.problem("a ')' is missing in the condition");
        }
        return inner;
      }
      String word = token.toLowerCase(Locale.ROOT);
      boolean quantifier = word.equals("1") || word.equals("any") || word.equals("all");
      if (quantifier && at < tokens.size() && tokens.get(at).equalsIgnoreCase("of")) {
        at++;
        List<EventPredicate> parts = matching(next("a pattern"));
        return word.equals("all") ? new EventPredicate.And(parts) : new EventPredicate.Or(parts);
      }
      EventPredicate selection = selections.get(token);
      if (selection == null) {
        throw place.problem(
            "the condition names '"
                + token
                + "', which is no selection"
                + NameSuggestions.didYouMean(token, selections.keySet()));
      }
      count(1);
      return selection;
    }

    private List<EventPredicate> matching(String pattern) {
      WildcardPattern wildcards = WildcardPattern.parse(pattern);
      boolean them = pattern.equalsIgnoreCase("them");
      List<EventPredicate> parts = new ArrayList<>();
      selections.forEach(
          (name, predicate) -> {
            if (them ? !name.startsWith("_") : wildcards.matches(name, true)) {
              parts.add(predicate);
            }
          });
      if (parts.isEmpty()) {
        throw place.problem("no selection is named like '" + pattern + "'");
      }
      count(parts.size());
      return List.copyOf(parts);
    }

    /** Counts namings: each of a selection in a condition asks for all of it. */
    private void count(int more) {
      named += more;
      if (named > MAX_NAMED) {
        throw place.problem(
            "the condition names more than %,d selections, patterns counted as what they stand for"
                .formatted(MAX_NAMED));
      }
    }

    private boolean accept(String keyword) {
      boolean here = at < tokens.size() && tokens.get(at).equalsIgnoreCase(keyword);
      if (here) {
        at++;
      }
      return here;
    }

    private String next(String expected) {
      if (at == tokens.size()) {
        throw place.problem("the condition ends where " + expected + " is expected");
      }
      return tokens.get(at++);
    }
  }
}
