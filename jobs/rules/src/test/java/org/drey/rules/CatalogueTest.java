package org.drey.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleReader;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** What every document of the shipped catalogue has, once there is one for each rule. */
class CatalogueTest {
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private static final Path FOLDER = Path.of("src", "main", "resources", "rules");

  private static List<SigmaDocument> documents() {
    return RuleReader.documents(RuleFile.catalogue());
  }

  private static List<SigmaDocument> scored() {
    return documents().stream().filter(document -> document.get("drey") != null).toList();
  }

  private static String at(SigmaDocument document) {
    return document.root().file() + ":" + document.root().line() + " " + document.label();
  }

  @Test
  void theFolderHoldsRulesAndNothingElse() throws IOException {
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      List<Path> others =
          paths
              .filter(Files::isRegularFile)
              .filter(path -> !path.toString().endsWith(".yml"))
              .toList();
      assertEquals(List.of(), others);
    }
  }

  @Test
  void everyFileIsRead() throws IOException {
    assertEquals(RuleFile.readAll(FOLDER).size(), RuleFile.catalogue().size());
    assertFalse(RuleFile.catalogue().isEmpty());
  }

  @Test
  void everyDocumentHasItsOwnIdNameAndStatus() {
    Set<String> seen = new HashSet<>();
    for (SigmaDocument document : documents()) {
      assertTrue(document.get("id") != null && document.id().matches(UUID), at(document));
      assertTrue(document.name() != null && document.name().matches("[a-z0-9_]+"), at(document));
      assertTrue(document.get("status") != null, at(document));
      assertTrue(seen.add(document.title()), () -> "a title appears twice: " + at(document));
    }
  }

  @Test
  void everyDocumentNamesItsSourcesAndLookAlikes() {
    for (SigmaDocument document : documents()) {
      assertTexts(document, "references");
      assertTexts(document, "falsepositives");
    }
  }

  private static void assertTexts(SigmaDocument document, String key) {
    YamlNode node = document.get(key);
    assertTrue(node != null && !node.items().isEmpty(), () -> at(document) + " lacks " + key);
    node.items().forEach(item -> assertFalse(item.text().isBlank(), at(document)));
  }

  @Test
  void everySourceSaysWhetherItIsGivenAdaptedOrOurs() {
    for (SigmaDocument document : documents()) {
      for (YamlNode source : document.get("references").items()) {
        String text = source.text();
        assertTrue(text.matches("(?s).+ — (given|adapted|ours): .+"), at(document) + ": " + text);
      }
    }
  }

  @Test
  void everyScoredDocumentHasATestThatFiresAndOneThatStaysQuiet() {
    for (SigmaDocument document : scored()) {
      YamlNode tests = document.fields().get("drey").get("tests");
      assertTrue(tests != null, at(document));
      Set<String> names = new HashSet<>();
      long firing = 0;
      long quiet = 0;
      for (YamlNode test : tests.items()) {
        assertTrue(names.add(test.fields().get("name").text()), at(document));
        assertFalse(test.fields().get("events").items().isEmpty(), at(document));
        long fires = test.fields().get("fires").wholeNumber();
        firing += fires > 0 ? 1 : 0;
        quiet += fires == 0 ? 1 : 0;
      }
      assertTrue(firing > 0 && quiet > 0, at(document));
    }
  }

  @Test
  void everyRuleThatScoresHasWords() {
    for (RuleHead head : TestRules.CATALOGUE.heads()) {
      if (head.scoring() != null) {
        String words = head.text().words();
        assertTrue(words != null, () -> head.name() + " lacks drey.words");
        assertFalse(words.matches("(?i).*\\b(offend|abus|guilt|suspect|perpetrat|crim).*"), words);
        assertTrue(words.endsWith("."), words);
      }
    }
  }

  @Test
  void everyUnscoredDocumentIsABuildingBlock() {
    for (RuleHead head : TestRules.CATALOGUE.heads()) {
      if (head.scoring() == null) {
        assertFalse(head.yields(), head.name());
        assertFalse(TestRules.CATALOGUE.uses(head.index()).isEmpty(), head.name());
      }
    }
  }

  @Test
  void theFirstIndicatorsAreThere() {
    Set<String> indicators = new TreeSet<>();
    for (RuleHead head : TestRules.CATALOGUE.heads()) {
      if (head.scoring() != null && head.live()) {
        indicators.add(head.scoring().indicator());
      }
    }
    List<String> first =
        List.of(
            "BEN-01", "BEN-02", "BEN-03", "DNS-02", "EXT-01", "LIV-01", "LIV-04", "LIV-06",
            "LNK-01", "LNK-02", "PAY-01", "PAY-04", "PAY-20", "SXM-01", "SXM-03", "SXV-01",
            "SXV-03");
    assertTrue(indicators.containsAll(first), indicators::toString);
  }

  @Test
  void aFileIsNamedAfterItsIndicatorOrItsOneRule() {
    for (SigmaDocument document : scored()) {
      String file = Path.of(document.root().file()).getFileName().toString();
      assertEquals(document.fields().get("drey").get("indicator").text() + ".yml", file);
    }
  }

  @Test
  void documentsThatScoreBothSidesOfAPairShareItsStateWithThePerson() {
    for (String pair : List.of("verified_adult_service", "payment_before_private_session")) {
      CorrelationRule payer = correlation(pair + "_payer");
      CorrelationRule payee = correlation(pair + "_payee");
      assertEquals(payer.stateName(), payee.stateName());
      assertEquals("subject", payee.groupBy().get(payee.routing()).name());
    }
  }

  private static CorrelationRule correlation(String name) {
    return TestRules.CATALOGUE.correlation(TestRules.head(TestRules.CATALOGUE, name).index());
  }
}
