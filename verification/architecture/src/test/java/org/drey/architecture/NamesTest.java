package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Names of types say what they are: a top-level type is a term of the glossary or has at least two
 * words, and no other type of its module has its name.
 */
final class NamesTest {
  /** A row of the glossary: {@code | Term | meaning | where |}. */
  private static final Pattern TERM = Pattern.compile("(?m)^\\| ([^|]+?) \\|");

  /** The second word of a name begins with a capital, or with a digit, as in {@code Sha256}. */
  private static final Pattern WORDS =
      Pattern.compile("[A-Z]+[a-z]+[A-Z0-9]\\w*|[A-Z]{2,}[a-z]+\\w*");

  private static List<String> typesOf(Collection<Path> files) {
    return files.stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> !name.equals("package-info"))
        .toList();
  }

  private static Set<String> terms() {
    return TERM.matcher(Repository.text("docs/glossary.md"))
        .results()
        .map(row -> row.group(1).replaceAll("[`*]", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Set<String> unclear(Collection<String> names, Set<String> terms) {
    return names.stream()
        .filter(
            name ->
                !WORDS.matcher(name).matches() && !terms.contains(name.toLowerCase(Locale.ROOT)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> repeated(Collection<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(name -> name.getValue() > 1)
        .map(name -> name.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aTopLevelTypeIsATermOfTheGlossaryOrHasTwoWords() {
    Set<String> terms = terms();
    assertTrue(terms.size() >= 40, () -> "only " + terms);
    assertEquals(Set.of(), unclear(typesOf(Code.sources()), terms));
  }

  @Test
  void aTopLevelTypeHasItsNameAloneInItsModule() {
    for (String module : Code.modules()) {
      assertEquals(Set.of(), repeated(typesOf(Code.sources(module))), module);
    }
  }

  @Test
  void whatIsUnclearOrRepeatedIsFound() {
    List<String> names = List.of("Kept", "Finding", "Ids", "AlertRow", "DnsQuery", "Sha256", "Ids");
    assertEquals(Set.of("Ids", "Kept"), unclear(names, Set.of("finding")));
    assertEquals(Set.of("Ids"), repeated(names));
  }
}
