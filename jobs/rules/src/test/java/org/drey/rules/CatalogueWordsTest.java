package org.drey.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;

/**
 * The sentences of the catalogue say the numbers of their rules. Where a rule needs others there is
 * no place for their thresholds, so that numbers are typed in: one that is changed in a rule and
 * not in its sentence is found here.
 */
class CatalogueWordsTest {
  private static final Map<String, Integer> SPELLED =
      Map.ofEntries(
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("twelve", 12),
          Map.entry("half a year", 180));

  private static final Pattern WORDS =
      Pattern.compile("(?ms)^  words: (?:>-\n)?(.*?)(?=^  \\w+:|\\z)");
  private static final Pattern CONDITIONS =
      Pattern.compile("(?m)^(?:detection|correlation):\n(?:[ \t].*\n?)*");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])(\\d+)([smhdw]?)\\b");
  private static final Pattern SECONDS = Pattern.compile("seconds\\|\\w+: (\\d+)");

  private static List<String> documents(RuleFile file) {
    return List.of(file.text().split("\n---\n", -1));
  }

  /** The numbers of all conditions of a file, in each unit in which a sentence may say them. */
  private static Set<Integer> numbers(RuleFile file) {
    Set<Integer> numbers = new TreeSet<>();
    for (String document : documents(file)) {
      for (String condition : found(CONDITIONS, document.split("\n  tests:", -1)[0], 0)) {
        for (MatchResult one : NUMBER.matcher(condition).results().toList()) {
          int number = Integer.parseInt(one.group(1));
          numbers.add(number);
          numbers.addAll(inOtherUnits(number, one.group(2)));
        }
        found(SECONDS, condition, 1).forEach(one -> numbers.add(Integer.parseInt(one) / 60));
      }
    }
    return numbers;
  }

  private static Set<Integer> inOtherUnits(int number, String unit) {
    return switch (unit) {
      case "m" -> Set.of(number / 60);
      case "h" -> Set.of(number / 24);
      case "d" -> Set.of(number * 24);
      case "w" -> Set.of(number * 7);
      default -> Set.of();
    };
  }

  private static List<String> found(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(one -> one.group(group)).toList();
  }

  /** The numbers that a sentence says, as digits or spelled out. */
  private static Set<Integer> said(String sentence) {
    String words = sentence.replace("under 18", ""); // an age band, which has no other name
    Set<Integer> said = new TreeSet<>();
    found(Pattern.compile("(?<!\\w)\\d+(?!\\w)"), words, 0)
        .forEach(one -> said.add(Integer.parseInt(one)));
    String flat = words.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    SPELLED.forEach(
        (word, number) -> {
          if (Pattern.compile("\\b" + word + "\\b").matcher(flat).find()) {
            said.add(number);
          }
        });
    return said;
  }

  @Test
  void eachNumberInASentenceIsInItsRule() {
    int checked = 0;
    for (RuleFile file : RuleFile.catalogue()) {
      Set<Integer> numbers = numbers(file);
      for (String document : documents(file)) {
        for (String words : found(WORDS, document, 1)) {
          Set<Integer> said = said(words);
          assertTrue(numbers.containsAll(said), file.name() + ": " + words + "\n" + numbers);
          checked += said.size();
        }
      }
    }
    assertTrue(checked > 8, checked + " numbers");
  }

  @Test
  void numbersAreFoundAsDigitsAndAsWords() {
    assertEquals(Set.of(3, 14), said("At least three within 14 days, {observed} of them."));
    RuleFile file =
        new RuleFile(
            "own.yml",
            """
            detection:
              selection: {duration_seconds|gte: 180}
            ---
            correlation:
              timespan: 120m
              condition: {gte: 5}
            drey:
              points: 7
            """);
    assertEquals(Set.of(2, 3, 5, 120, 180), numbers(file));
  }
}
