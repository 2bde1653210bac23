package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.drey.alerts.TestAlerts;
import org.drey.rules.compile.RuleHead;
import org.junit.jupiter.api.Test;

/** The texts of the catalogue's rules. */
final class RuleDocumentsTest {
  private final RuleBook book = new RuleBook(TestAlerts.RULES);

  @Test
  void eachRuleHasItsTextWithoutItsTests() {
    for (RuleHead rule : TestAlerts.RULES.heads()) {
      RuleDocuments documents = book.documents(rule.id());
      assertNotNull(documents);
      assertEquals(rule.version(), documents.version());
      for (String text : documents.texts()) {
        assertTrue(text.contains("title: "), text);
        assertFalse(text.contains("tests:"), text);
        assertFalse(text.contains("fires: "), text);
        assertTrue(text.contains("level: "), text);
      }
    }
  }

  @Test
  void whatARuleIsBuiltOnComesAfterIt() {
    RuleHead pair =
        TestAlerts.RULES.heads().stream()
            .filter(one -> one.scoring() != null && one.scoring().indicator().equals("LNK-01"))
            .findFirst()
            .orElseThrow();
    RuleDocuments documents = book.documents(pair.id());
    assertNotNull(documents);
    assertEquals(3, documents.texts().size());
    assertTrue(documents.texts().get(0).contains("type: temporal_ordered"));
    assertTrue(documents.texts().get(1).contains("name: in_band_payment_to_person"));
    assertTrue(documents.texts().get(2).contains("name: private_session_joined"));
  }

  @Test
  void threeIndicatorsAskForAnOrder() {
    assertEquals(
        Map.of(
            "LNK-01", Duration.ofMinutes(120),
            "LNK-02", Duration.ofMinutes(60),
            "SXV-06", Duration.ofHours(6)),
        book.ordered());
  }
}
