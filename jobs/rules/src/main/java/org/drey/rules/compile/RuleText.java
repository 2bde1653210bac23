package org.drey.rules.compile;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.rules.words.SentencePattern;
import org.drey.rules.words.SentencePattern.Place;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The text of a rule for people, beside its title; decides nothing.
 *
 * @param words {@code drey.words}, one sentence with places for what was measured, see {@link
 *     SentencePattern}; null if the rule has none
 * @param description what it detects, at length; empty if the rule has none
 * @param lookAlikes who else looks like this: {@code falsepositives}
 * @param document the text of its file that it is made of, whose hash its version is
 */
public record RuleText(
    @Nullable String words, String description, List<String> lookAlikes, String document)
    implements Serializable {

  /** Refuses words with a place that the rule has nothing for. */
  static void checkWords(ParsedRule parsed) {
    YamlNode words = words(parsed.document());
    if (words != null) {
      SentencePattern.problem(words.words(), places(parsed))
          .ifPresent(
              problem -> {
                throw words.problem("'words': " + problem);
              });
    }
  }

  static RuleText of(SigmaDocument document) {
    YamlNode words = words(document);
    YamlNode description = document.get("description");
    YamlNode lookAlikes = document.get("falsepositives");
    return new RuleText(
        words == null ? null : words.words(),
        description == null ? "" : description.text().strip(),
        lookAlikes == null
            ? List.of()
            : lookAlikes.items().stream().map(item -> item.text().strip()).toList(),
        document.text());
  }

  /** Returns the places; none for benign findings, of which an alert keeps no numbers. */
  private static Set<Place> places(ParsedRule parsed) {
    boolean benign = parsed.scoring() != null && parsed.scoring().isBenign();
    if (benign || !(parsed instanceof ParsedRule.Correlation correlation)) {
      return EnumSet.noneOf(Place.class);
    }
    return correlation.count().type().isTemporal()
        ? EnumSet.of(Place.WINDOW)
        : EnumSet.allOf(Place.class);
  }

  private static @Nullable YamlNode words(SigmaDocument document) {
    YamlNode part = document.get("drey");
    return part == null ? null : part.get("words");
  }
}
