package org.drey.rules.match;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.match.TextTest.Place;
import org.drey.rules.schema.StreamField;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The modifiers of a field in a Sigma selection.
 *
 * @param names as the rule has them, in its order
 */
record FieldModifiers(List<String> names) {
  private static final Map<String, Place> PLACES =
      Map.of("contains", Place.ANYWHERE, "startswith", Place.START, "endswith", Place.END);
  private static final Map<String, NumberComparison> COMPARISONS =
      Map.of(
          "lt",
          NumberComparison.LT,
          "lte",
          NumberComparison.LTE,
          "gt",
          NumberComparison.GT,
          "gte",
          NumberComparison.GTE);
  private static final Set<String> KNOWN =
      Set.of(
          "contains",
          "startswith",
          "endswith",
          "lt",
          "lte",
          "gt",
          "gte",
          "exists",
          "all",
          "cased",
          "expand",
          "cidr",
          "re",
          "i",
          "m",
          "s");
  private static final Set<String> FOR_TEXTS =
      Set.of("contains", "startswith", "endswith", "cased", "cidr", "re");
  private static final Set<String> ALONE = Set.of("cidr", "re");
  private static final Map<String, Integer> REGEX_FLAGS =
      Map.of("i", Pattern.CASE_INSENSITIVE, "m", Pattern.MULTILINE, "s", Pattern.DOTALL);
  private static final Set<String> FOR_KEYWORDS = Set.of("all", "cased", "re", "i", "m", "s");

  /**
   * Refuses modifiers that are unknown, not for a field, or not for each other.
   *
   * @param typeOfField what messages say of the field
   */
  void check(YamlNode at, StreamField field, String typeOfField) {
    checkKnown(at, KNOWN);
    for (String name : names) {
      if (COMPARISONS.containsKey(name) && !field.type().isNumber()) {
        throw at.problem("'" + name + "' compares numbers; " + typeOfField);
      }
      if (FOR_TEXTS.contains(name) && !field.type().isText()) {
        throw at.problem("'" + name + "' is for texts; " + typeOfField);
      }
    }
    checkTogether(at);
  }

  /** As {@link #check}, of keywords. */
  void checkKeywords(YamlNode at) {
    checkKnown(at, FOR_KEYWORDS);
    checkTogether(at);
  }

  private void checkKnown(YamlNode at, Set<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw at.problem(
            "the modifier '"
                + name
                + "' is not supported"
                + (known.equals(FOR_KEYWORDS) ? " for keywords" : "")
                + NameSuggestions.didYouMean(name, known));
      }
    }
  }

  private void checkTogether(YamlNode at) {
    long kinds =
        names.stream()
            .filter(n -> PLACES.containsKey(n) || COMPARISONS.containsKey(n) || ALONE.contains(n))
            .count();
    boolean isCasedTwice = has("cased") && (has("re") || has("cidr")); // they mind it as they are
    if (kinds > 1 || isCasedTwice || (has("exists") && names.size() > 1)) {
      throw at.problem("the modifiers " + names + " do not go together");
    }
    for (String name : names) {
      if (REGEX_FLAGS.containsKey(name) && !has("re")) {
        throw at.problem("the modifier '" + name + "' is for patterns, as in 're|" + name + "'");
      }
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Returns whether there is this one, and no other. */
  boolean are(String name) {
    return names.equals(List.of(name));
  }

  /** Returns how numbers are compared. */
  NumberComparison comparison() {
    return names.stream()
        .filter(COMPARISONS::containsKey)
        .map(COMPARISONS::get)
        .findFirst()
        .orElse(NumberComparison.EQ);
  }

  /** Returns how a pattern is read, as RE2 numbers it. */
  int regexFlags() {
    return names.stream()
        .mapToInt(name -> REGEX_FLAGS.getOrDefault(name, 0))
        .reduce(0, (a, b) -> a | b);
  }

  /** Returns where in a text a value has to be; null if it is all of the text. */
  @Nullable Place place() {
    return names.stream().filter(PLACES::containsKey).map(PLACES::get).findFirst().orElse(null);
  }
}
