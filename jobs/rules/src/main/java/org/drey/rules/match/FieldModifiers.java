package org.drey.rules.match;

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
          "expand");

  /**
   * Refuses modifiers that are unknown, not for a field, or not for each other.
   *
   * @param typeOfField what messages say of the field
   */
  void check(YamlNode at, StreamField field, String typeOfField) {
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        throw at.problem(
            "the modifier '"
                + name
                + "' is not supported"
                + NameSuggestions.didYouMean(name, KNOWN));
      }
      if (COMPARISONS.containsKey(name) && !field.type().isNumber()) {
        throw at.problem("'" + name + "' compares numbers; " + typeOfField);
      }
      if ((PLACES.containsKey(name) || name.equals("cased")) && !field.type().isText()) {
        throw at.problem("'" + name + "' is for texts; " + typeOfField);
      }
    }
    long kinds =
        names.stream().filter(n -> PLACES.containsKey(n) || COMPARISONS.containsKey(n)).count();
    if (kinds > 1 || (has("exists") && names.size() > 1)) {
      throw at.problem("the modifiers " + names + " do not go together");
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

  /** Returns where in a text a value has to be; null if it is all of the text. */
  @Nullable Place place() {
    return names.stream().filter(PLACES::containsKey).map(PLACES::get).findFirst().orElse(null);
  }
}
