package org.drey.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What {@code .github/dependencies.md} says of a component with known vulnerabilities is about the
 * version that is used: another version, or none, and a developer has to look again.
 */
final class KnownVulnerabilitiesTest {
  private static final Path TABLE = Path.of("..", ".github", "dependencies.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\S+:\\S+)` \\| `(\\S+)` \\| ");

  @Test
  void theTableIsAboutTheVersionsOnTheClassPath() throws IOException {
    Map<String, String> described = new TreeMap<>();
    ROW.matcher(Files.readString(TABLE))
        .results()
        .forEach(row -> described.put(row.group(1), row.group(2)));
    assertFalse(described.isEmpty());
    Map<String, String> used = new TreeMap<>();
    described.keySet().forEach(component -> used.put(component, versions(component)));
    assertEquals(described, used);
  }

  /** The versions of a component on the class path, which is laid out as Maven's repositories. */
  private static String versions(String component) {
    int colon = component.indexOf(':');
    String folder =
        "/"
            + component.substring(0, colon).replace('.', '/')
            + "/"
            + component.substring(colon + 1)
            + "/";
    Pattern jar = Pattern.compile(Pattern.quote(folder) + "([^/]+)/[^/]+\\.jar");
    List<String> found =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(entry -> jar.matcher(entry.replace(File.separatorChar, '/')))
            .filter(Matcher::find)
            .map(match -> match.group(1))
            .toList();
    return String.join(", ", found);
  }
}
