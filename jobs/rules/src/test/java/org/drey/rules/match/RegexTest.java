package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.drey.rules.TestStreams.PAYMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What patterns mean, which are refused, and that they travel with a job. */
class RegexTest {
  private static final TestEvent QUERY =
      TestEvent.on(DNS)
          .with("query", "img7.CDN.example\nend")
          .with("answers", List.of("192.0.2.1", "edge.cdn.example"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "query|re: 'img[0-9]+'                ~ true",
        "query|re: 'g[0-9]\\.C'               ~ true",
        "query|re: '^mg'                      ~ false",
        "query|re: 'cdn'                      ~ false",
        "query|re|i: 'cdn'                    ~ true",
        "query|re: '(?i)cdn'                  ~ true",
        "query|re: '^end'                     ~ false",
        "query|re|m: '^end'                   ~ true",
        "query|re: 'example.end'              ~ false",
        "query|re|s: 'example.end'            ~ true",
        "query|re|i|m|s: '^IMG.*^END$'        ~ true",
        "query|re: ['x[yz]', 'img[67]']       ~ true",
        "query|re|all: ['img', 'CDN']         ~ true",
        "query|re|all: ['img', 'cdn']         ~ false",
        "query|re|i|all: ['IMG', 'cdn']       ~ true",
        "query|re: '*'                        ~ refused",
        "query|re: 'a*'                       ~ true",
        "answers|re: '^edge'                  ~ true",
        "answers|re: '^(198|192)\\.0\\.2\\.[0-9]{1,3}$' ~ true",
        "answers|re: '^example'               ~ false",
        "subject|re: '.'                      ~ false",
      })
  void aPatternIsLookedForAnywhereAndMindsCase(String line, String expected) {
    if (expected.equals("refused")) {
      Selections.assertRefused("missing argument to repetition operator", DNS, line);
    } else {
      assertEquals(Boolean.valueOf(expected), Selections.holds(line, QUERY));
    }
  }

  @Test
  void underNotANullFieldHolds() {
    String[] lines = {"a:", "  subject|re: 's[0-9]'", "condition: not a"};
    assertTrue(Selections.holds(QUERY, lines));
    assertTrue(Selections.holds(QUERY.with("subject", "t1"), lines));
    assertEquals(false, Selections.holds(QUERY.with("subject", "s1"), lines));
  }

  @Test
  void ofAFieldOfSymbolsItPicksThose() {
    TestEvent payment = TestEvent.on(PAYMENTS).with("channel", "GIFT_CARD");
    assertTrue(Selections.holds("channel|re: 'CARD$'", payment));
    assertEquals(false, Selections.holds("channel|re: '^CARD'", payment));
    Selections.assertRefused("is none of", PAYMENTS, "channel|re: 'card'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "query|re: 'a(?=b)'        ~ no look-around and no backreference",
        "query|re: 'a(?!b)'        ~ no look-around and no backreference",
        "query|re: '(?<=a)b'       ~ no look-around and no backreference",
        "query|re: '(?<!a)b'       ~ no look-around and no backreference",
        "query|re: '(a)\\1'        ~ no look-around and no backreference",
        "query|re: 'a('            ~ missing closing",
        "query|re: '[a'            ~ missing closing",
        "query|re: '((a{100}){100}){100}' ~ more than 500 steps",
        "query|re: '(.{0,100}a){0,10}'    ~ more than 500 steps",
        "query|re: 7               ~ 'query' takes a text",
        "query|re: null            ~ null takes no modifier",
        "query|re|contains: a      ~ do not go together",
        "query|re|cased: a         ~ do not go together",
        "query|i: a                ~ the modifier 'i' is for patterns, as in 're|i'",
        "query|contains|s: a       ~ the modifier 's' is for patterns",
        "interactive|re: t         ~ 're' is for texts",
      })
  void whatRe2CannotDoIsRefused(String line, String reason) {
    Selections.assertRefused(reason, DNS, line);
  }

  @Test
  void aRefusalHasTheLineOfThePattern() {
    String rule =
        TestRules.detection(
            "r", "dns", "a:", "  query|re:", "    - 'b'", "    - '(?=b)'", "condition: a");
    YamlProblem problem = TestRules.problem(rule);
    assertTrue(problem.reason().contains("`(?=`"), problem::toString);
    assertEquals(rule.substring(0, rule.indexOf("'(?=b)'")).lines().count(), problem.line());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 5000})
  void aPatternNestedTooDeepIsRefusedAndNoStackOverflows(int depth) {
    String deep = "(?:".repeat(depth) + "a" + ")".repeat(depth);
    Selections.assertRefused("more than 500 steps", DNS, "query|re: '" + deep + "'");
  }

  @Test
  void noTextTakesLong() {
    String line = "query|re: '(a|aa|a*)*$x|(.*a){20}b'";
    assertEquals(false, Selections.holds(line, QUERY.with("query", "a".repeat(1000))));
  }

  @Test
  void itTravelsWithAJob() throws Exception {
    StreamMatcher matcher =
        StreamMatcher.of(
            DNS, Map.of(0, Selections.condition(DNS, "a:", "  query|re|i: 'cdn'", "condition: a")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(matcher);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RuleHits hits = new RuleHits();
      ((StreamMatcher) in.readObject()).match(QUERY, hits);
      assertEquals(1, hits.size());
    }
  }
}
