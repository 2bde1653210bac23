package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts and names are plain, and the field's. */
final class WordsTest {
  private static final Repository REPOSITORY = new Repository();

  /** What has text of ours in it; the rest is data, or of others. */
  private static final Pattern TEXTS =
      Pattern.compile(
          ".*\\.(?:java|jte|md|mjs|properties|py|service|xml|yaml|yml)|(?:.*/)?[a-z-]+");

  /** The words of the splash page are for its visitors; and what has the words to find them. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "edge/src/main/resources/splash/(?:content|countries|texts)/.*"
              + "|verification/architecture/.*/(?:PlainWords|FieldNames|WordsTest)\\.java");

  private static List<String> read(Pattern files) {
    List<String> read =
        REPOSITORY.files().stream()
            .filter(file -> files.matcher(file).matches() && !LEFT_OUT.matcher(file).matches())
            .toList();
    assertTrue(read.size() > 100, () -> "only " + read);
    return read;
  }

  private static String problems(Pattern files, BiFunction<String, String, List<String>> check) {
    return read(files).stream()
        .flatMap(file -> check.apply(file, Repository.text(file)).stream())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void wordsArePlain() {
    assertEquals("", problems(TEXTS, PlainWords::problems));
  }

  @Test
  void eachExceptionIsNeeded() {
    List<String> texts = read(TEXTS).stream().map(Repository::text).toList();
    assertEquals(Set.of(), PlainWords.unusedExceptions(texts));
  }

  @Test
  void namesAreThoseOfTheField() {
    assertEquals("", problems(Pattern.compile(".*\\.java"), FieldNames::problems));
  }

  @Test
  void inAllIsFoundWhereItIsATotal() {
    assertEquals(
        List.of("a.md:1: 'in all': in total", "a.md:3: 'in all': in total"),
        PlainWords.problems("a.md", "7 in all.\nIn all\nversions; 8 in all (in all **others**)"));
  }

  @Test
  void aWordIsFoundAlsoAcrossLinesAndInNames() {
    assertEquals(
        List.of(
            "A.java:1: 'Nobody': someone by what they are (a user, an analyst), anyone, no one",
            "A.java:2: 'Holds an event against': compared with, checked against",
            "A.java:4: 'aListStandsHere'",
            "A.java:5: 'told': reports, returns, logs, states"),
        PlainWords.problems(
            "A.java",
            """
            /** Nobody, and what a sign stands for.
             * Holds an event
             * against rules; headHasNoBody. */
            void aListStandsHere() {
              log("was told"); // understood
            """));
    assertEquals(List.of(), PlainWords.problems("a.md", "`told` by *no one*"));
  }

  @Test
  void aNameIsFoundInCodeAlone() {
    assertEquals(
        List.of("A.java:2: Taker: EntrySink"),
        FieldNames.problems("A.java", "/* a Taker */ \"Taker\" // Taker\n Taker taker;"));
  }
}
