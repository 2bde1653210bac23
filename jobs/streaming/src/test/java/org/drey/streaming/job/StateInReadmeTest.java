package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of state has the operator ids and the names of state that jobs have. */
final class StateInReadmeTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern NAME =
      Pattern.compile("static final String [A-Z_]+ = \"([a-z-]+)\";");

  /** What the source files of states say of them. */
  private static final String FIXED = "a rename loses state";

  /** Cells of a column of the table, without its head. */
  private static List<String> column(int column) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int head = lines.indexOf("| operator id | state | what it is | if the name changes |");
    List<String> cells =
        lines.subList(head + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", -1)[column])
            .toList();
    assertFalse(cells.isEmpty());
    return cells;
  }

  private static Stream<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult found) -> found.group(1));
  }

  private static Set<String> statesInCode() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        if (code.contains(FIXED)) {
          NAME.matcher(code).results().forEach(found -> names.add(found.group(1)));
        }
      }
    }
    return names;
  }

  @Test
  void theNamesOfStateAreThoseOfTheCode() throws IOException {
    Set<String> documented = new TreeSet<>();
    column(2).forEach(cell -> quoted(cell).forEach(documented::add));
    assertEquals(statesInCode(), documented);
  }

  @Test
  void everyOperatorIdIsThere() throws IOException {
    List<Pattern> patterns =
        column(1).stream()
            .flatMap(StateInReadmeTest::quoted)
            .map(id -> Pattern.compile(id.replaceAll("<[a-z]+>", "[a-z0-9-]+")))
            .toList();
    Set<String> missing = new TreeSet<>();
    for (String uid : GraphTest.uidsOfBothJobs()) {
      if (patterns.stream().noneMatch(pattern -> pattern.matcher(uid).matches())) {
        missing.add(uid);
      }
    }
    assertEquals(Set.of(), missing);
  }
}
