package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that whoever is seen can make up are no groups; what few of them share is one. */
class RawNamesTest {
  private static RuleSet groupedBy(String category, String field) {
    String rules =
        """
        title: Some
        name: some
        logsource: {category: %s}
        detection: {it: {registered_domain: a.example}, condition: it}
        ---
        title: Often
        name: often
        correlation:
          type: event_count
          rules: [some]
          group-by: [%s]
          timespan: 1d
          condition: {gte: 2}
        """
            .formatted(category, field);
    return StreamRegistry.compile(
        List.of(new RuleFile("rules.yml", rules)), DreyConfiguration.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "dns, query",
    "dns, QueryName",
    "proxy, url",
    "proxy, c-uri",
    "proxy, host",
    "proxy, cs-host",
    "proxy, c-uri-stem",
    "proxy, url_query",
    "proxy, url_extension"
  })
  void aRawName(String category, String field) {
    String refused =
        assertThrows(InvalidRulesException.class, () -> groupedBy(category, field)).getMessage();
    assertTrue(refused.contains("rules.yml:11: '" + field + "' cannot be grouped by"), refused);
  }

  @ParameterizedTest
  @CsvSource({
    "dns, registered_domain",
    "dns, subject",
    "dns, record_type",
    "proxy, registered_domain",
    "livestream, service",
    "livestream, room",
  })
  void whatIsNotMadeUpFreely(String category, String field) {
    assertEquals(1, groupedBy(category, field).correlations().size());
  }
}
