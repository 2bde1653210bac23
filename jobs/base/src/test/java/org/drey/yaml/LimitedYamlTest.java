package org.drey.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What must not take long is given up after a time that only what never ends would take. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimitedYamlTest {
  @TempDir private Path folder;

  private static void assertRefused(String yaml, int line, String reason) {
    YamlException refused = assertThrows(YamlException.class, () -> readAll(yaml));
    assertEquals(line, refused.line(), refused::reason);
    assertTrue(refused.reason().contains(reason), refused::reason);
  }

  private static int readAll(String yaml) {
    int documents = 0;
    for (LimitedYaml all = LimitedYaml.documents(yaml); all.hasNext(); documents++) {
      all.next();
    }
    return documents;
  }

  /** A list of scalars, one on each line: so many nodes, and one for the list. */
  private static String scalars(int count) {
    return "- x\n".repeat(count);
  }

  private static String brackets(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /** Levels of three aliases to the level below, in each line: 3^levels values. */
  private static String aliases(int levels) {
    return "- &a0 x\n"
        + IntStream.rangeClosed(1, levels)
            .mapToObj(i -> "- &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i - 1, i - 1, i - 1))
            .collect(Collectors.joining());
  }

  @Test
  void readsDocumentsOneByOne() {
    LimitedYaml all = LimitedYaml.documents("a\n---\n[b, c]\n---\n");
    assertEquals("a", ((ScalarNode) all.next()).getValue());
    Node second = all.next();
    assertEquals(2, ((SequenceNode) second).getValue().size());
    assertEquals(2, second.getStartMark().orElseThrow().getLine());
    assertTrue(all.hasNext());
    assertEquals("", ((ScalarNode) all.next()).getValue());
    assertFalse(all.hasNext());
    assertTrue(LimitedYaml.document("# nothing\n").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: ]",
        "a: *nothing",
        "a: b: c",
        "- \u0000",
        "\"",
        "{a: 1, a",
        "%YAML 9.9\n--- a"
      })
  void whatIsNoYamlIsRefused(String yaml) {
    assertRefused(yaml, 1, "not YAML: ");
  }

  @Test
  void aSecondDocumentIsRefusedWhereOneIsExpected() {
    YamlException refused =
        assertThrows(YamlException.class, () -> LimitedYaml.document("a: 1\n---\nb: 1\n"));
    assertTrue(refused.reason().startsWith("not YAML: "), refused::reason);
  }

  @Test
  void takesAsManyNodesAsItSays() {
    assertEquals(1, readAll(scalars(LimitedYaml.MAX_NODES - 1)));
    assertRefused(scalars(LimitedYaml.MAX_NODES), LimitedYaml.MAX_NODES, "more than 100,000");
    String half = "---\n" + scalars(LimitedYaml.MAX_NODES / 2 - 1);
    assertEquals(2, readAll(half + half));
    assertRefused(half + half + "---\nx", half.split("\n").length * 2 + 2, "more than 100,000");
  }

  @Test
  void goesAsDeepAsItSays() {
    assertEquals(1, readAll(brackets(LimitedYaml.DEEPEST)));
    assertRefused("a: 1\nb: " + brackets(LimitedYaml.DEEPEST), 2, "more than 100 levels");
    assertRefused(brackets(50_000), 1, "more than 100 levels");
    assertRefused("[".repeat(1_000_000), 1, "more than 100 levels");
    assertRefused("{a: ".repeat(50_000), 1, "more than 100 levels");
    assertRefused("? ".repeat(50_000), 1, "more than 100 levels");
    assertRefused("- ".repeat(50_000), 1, "more than 100 levels");
  }

  @Test
  void anAliasCountsAsWhatItStandsFor() {
    assertEquals(1, readAll(aliases(9))); // 3^10 leaves and half as many lists over them
    assertRefused(aliases(10), 11, "more than 100,000");
    assertRefused(aliases(16), 11, "more than 100,000");
    // 48 aliases, three in each line.
    assertRefused(aliases(48), 11, "more than 100,000");
    // Scalars too, and keys.
    assertRefused("- &a x\n" + "- *a\n".repeat(100_000), 100_000, "more than 100,000");
    assertRefused("- &a x\n" + "- {*a : *a}\n".repeat(40_000), 33_334, "more than 100,000");
  }

  @Test
  void anAliasIsAsDeepAsWhatItStandsFor() {
    String half = "- &half " + brackets(50) + "\n";
    assertEquals(1, readAll(half + "- " + "[".repeat(49) + "*half" + "]".repeat(49)));
    assertRefused(half + "- " + "[".repeat(50) + "*half" + "]".repeat(50), 2, "100 levels");
    String ladder =
        "- &a0 x\n"
            + IntStream.range(1, 100)
                .mapToObj(i -> "- &a%d [*a%d]\n".formatted(i, i - 1))
                .collect(Collectors.joining());
    assertEquals(1, readAll(ladder));
    assertRefused(ladder + "- [*a99]\n", 101, "100 levels");
  }

  @Test
  void anAliasOfWhatItIsInIsRefused() {
    assertRefused("a: 1\nb: &b [1, *b]", 2, "an alias of what it is in");
    assertRefused("&a {x: {y: *a}}", 1, "an alias of what it is in");
    assertRefused("&a {*a : 1}", 1, "an alias of what it is in");
    // The innermost of that name, which is complete.
    assertEquals(1, readAll("&a [&a [x], *a]"));
  }

  @Test
  void anAnchorEndsWithItsDocument() {
    assertRefused("- &a x\n---\n- *a\n", 3, "not YAML: ");
  }

  @Test
  void readsFilesUpToAMebibyte() throws IOException {
    String line = "x".repeat(63) + "\n";
    String most = line.repeat(LimitedYaml.MAX_BYTES / line.length());
    Path file = Files.writeString(folder.resolve("most"), most);
    assertEquals(1, readAll(LimitedYaml.read(file)));
    Files.writeString(file, most + "x");
    YamlException refused = assertThrows(YamlException.class, () -> LimitedYaml.read(file));
    assertEquals("larger than 1 MiB; split it into several files", refused.reason());
    assertEquals(1, refused.line());
    assertRefused(most + "x", 1, "larger than 1 MiB");
    assertRefused("ü".repeat(LimitedYaml.MAX_BYTES / 2) + "x", 1, "larger than 1 MiB");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void whatHasNoEndOrIsNoTextIsNotRead() throws IOException {
    Path endless = Path.of("/dev/zero");
    if (Files.exists(endless)) {
      assertThrows(FileSystemException.class, () -> LimitedYaml.read(endless));
    }
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff});
    YamlException refused = assertThrows(YamlException.class, () -> LimitedYaml.read(binary));
    assertEquals("not UTF-8", refused.reason());
  }
}
