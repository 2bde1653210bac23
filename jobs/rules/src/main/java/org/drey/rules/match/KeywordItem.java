package org.drey.rules.match;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamSchema;
import org.drey.yaml.YamlNode;

/** Compiles keywords: texts that are looked for in all fields of an event that say something. */
final class KeywordItem {
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
        new FieldModifiers(key.isEmpty() ? List.of() : List.of(key.substring(1).split("\\|", -1)));
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
