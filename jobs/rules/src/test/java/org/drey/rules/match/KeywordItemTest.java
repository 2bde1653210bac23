package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keywords are looked for in all fields that say something. */
class KeywordItemTest {
  private static final TestEvent QUERY =
      TestEvent.on(DNS)
          .with("subject", "quokka")
          .with("query", "www.Shop.example")
          .with("record_type", "TXT")
          .with("answers", List.of("v=spf1", "run $(it)"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[shop]                       ~ true",
        "[nowhere, SHOP]              ~ true",
        "[nowhere]                    ~ false",
        "['www.*.example']            ~ true",
        "['w?w.shop']                 ~ true",
        "['run $(']                   ~ true",
        "[TXT]                        ~ true",
        "[quokka]                     ~ false",
        "[1]                          ~ true",
        "{'|all': [shop, txt, spf1]}  ~ true",
        "{'|all': [shop, a-record]}   ~ false",
        "{'|cased': [Shop]}           ~ true",
        "{'|cased': [shop]}           ~ false",
        "{'|all|cased': [Shop, txt]}  ~ false",
        "{'|re': ['^www']}            ~ true",
        "{'|re': ['^shop', '^v=']}    ~ true",
        "{'|re|all': ['^www', 'T$']}  ~ true",
        "{'|re|i': ['^SHOP']}         ~ false",
        "[{query: x}, shop]           ~ true",
        "[{query|endswith: example}, nowhere] ~ true",
        "{'|all': [shop, txt], query|startswith: x} ~ false",
      })
  void aKeywordIsPartOfAnyOfThem(String keywords, boolean expected) {
    assertEquals(expected, Selections.holds(QUERY, "it: " + keywords, "condition: it"));
  }

  @Test
  void underNotNoneMayHaveIt() {
    String[] lines = {"words: [spf1, dkim]", "condition: not words"};
    assertFalse(Selections.holds(QUERY, lines));
    assertTrue(Selections.holds(QUERY.with("answers", List.of()), lines));
    assertTrue(Selections.holds(TestEvent.on(DNS), lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[]                      ~ empty",
        "[null]                  ~ string expected",
        "[a, {'|all': [null]}]   ~ a keyword is a text",
        "{'|contains': [a]}      ~ the modifier 'contains' is not supported for keywords",
        "{'|gt': [1]}            ~ the modifier 'gt' is not supported for keywords",
        "{'|re': ['(?=a)']}      ~ no look-around",
      })
  void whatIsNoKeyword(String keywords, String reason) {
    List<String> problems =
        TestRules.problems(TestRules.detection("r", "dns", "it: " + keywords, "condition: it"))
            .stream()
            .map(Object::toString)
            .toList();
    assertTrue(problems.get(0).contains(reason), problems::toString);
  }
}
