package org.drey.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.base.Sha256Digests;
import org.drey.rules.TestRules;
import org.drey.rules.sigma.SigmaDocument.Status;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
  private static final String ONE = TestRules.every("one", "payment", "subject");
  private static final String TWO = TestRules.every("two", "payment", "payee");

  private static List<SigmaDocument> read(String... documents) {
    SigmaReader reader = new SigmaReader();
    List<SigmaDocument> read = reader.read(List.of(TestRules.file(documents)));
    assertEquals(List.of(), reader.problems());
    return read;
  }

  @Test
  void oneFileMayHoldSeveralDocuments() {
    assertEquals(List.of("one", "two"), read(ONE, TWO).stream().map(SigmaDocument::name).toList());
  }

  @Test
  void aVersionIsTwelveHexDigits() {
    String version = read(ONE).get(0).version();
    assertTrue(version.matches("[0-9a-f]{12}"), version);
  }

  @Test
  void aVersionIsThatOfTheDocumentsText() {
    assertEquals(Sha256Digests.hex(ONE.strip()).substring(0, 12), read(ONE).get(0).version());
  }

  @Test
  void aVersionDoesNotDependOnTheDocumentsAround() {
    String alone = read(TWO).get(0).version();
    assertEquals(alone, read(ONE, TWO).get(1).version());
    assertEquals(alone, read(TWO, ONE).get(0).version());
    assertEquals(alone, read(ONE.replace("one", "other \uD83D\uDC3F"), TWO).get(1).version());
  }

  @Test
  void aVersionChangesWithAnyWord() {
    String before = read(ONE).get(0).version();
    assertNotEquals(before, read(ONE.replace("title: one", "title: won")).get(0).version());
    assertNotEquals(before, read(ONE + "level: low\n").get(0).version());
  }

  @ParameterizedTest
  @CsvSource({
    "stable,       true,  true",
    "test,         true,  false",
    "experimental, true,  false",
    "deprecated,   false, false",
    "unsupported,  false, false",
  })
  void aStatusDecidesWhetherARuleIsLoadedAndLive(String status, boolean loaded, boolean live) {
    String text = ONE.replace("stable", status);
    assertEquals(loaded, read(text).get(0).status().isLoaded());
    List<Boolean> heads =
        TestRules.compile(text, TWO).heads().stream()
            .filter(head -> head.name().equals("one"))
            .map(head -> head.live())
            .toList();
    assertEquals(loaded ? List.of(live) : List.of(), heads);
  }

  @Test
  void aRuleThatIsNotLoadedIsAWarning() {
    List<String> warnings = TestRules.compile(TWO, ONE.replace("stable", "deprecated")).warnings();
    assertEquals(List.of("rules.yml:11: not loaded: the rule 'one' is deprecated"), warnings);
    assertEquals(List.of(), TestRules.compile(ONE).warnings());
  }

  @Test
  void withoutAStatusARuleIsExperimental() {
    assertEquals(Status.EXPERIMENTAL, read(ONE.replace("status: stable\n", "")).get(0).status());
  }

  @Test
  void withoutAnIdOneIsDerivedFromTheName() {
    String id = read(ONE).get(0).id();
    assertEquals(id, read(ONE.replace("title: one", "title: other")).get(0).id());
    assertNotEquals(id, read(TWO).get(0).id());
  }

  @ParameterizedTest
  @CsvSource({
    "7,        7",
    "-7,       -7",
    "0x1F,     31",
    "010,      10",
    "08,       8",
  })
  void wholeNumbersAreThoseOfYaml12(String written, long expected) {
    YamlNode node = YamlNode.parse("n.yml", "n: " + written + "\n").fields().get("n");
    assertEquals(expected, node.scalar());
  }
}
