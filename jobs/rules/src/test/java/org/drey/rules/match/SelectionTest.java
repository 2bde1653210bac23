package org.drey.rules.match;

import static org.drey.rules.TestStreams.DNS;
import static org.drey.rules.TestStreams.PAYMENTS;
import static org.drey.rules.TestStreams.SIGNALS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.schema.StreamSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each modifier, list and null means. */
class SelectionTest {
  private static final TestEvent PAYMENT =
      TestEvent.on(PAYMENTS)
          .with("subject", "p1")
          .with("payee", "Quokka-7")
          .with("payee_kind", "PERSON")
          .with("channel", "P2P")
          .with("amount_minor", 2000)
          .with("amount", "20.00")
          .with("payee_country", "NL")
          .with("cross_border", true);

  private static final TestEvent QUERY =
      TestEvent.on(DNS)
          .with("query", "www.Example.org")
          .with("answers", List.of("192.0.2.1", "cdn.example.net"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "payee: Quokka-7                            ~ true",
        "payee: quokka-7                            ~ true",
        "payee: quokka                              ~ false",
        "payee|contains: OKK                        ~ true",
        "payee|contains: kko                        ~ false",
        "payee|startswith: quok                     ~ true",
        "payee|startswith: uok                      ~ false",
        "payee|endswith: A-7                        ~ true",
        "payee|endswith: a-                         ~ false",
        "payee|startswith: quokka-7-and-longer      ~ false",
        "payee|endswith: longer-than-quokka-7       ~ false",
        "payee|contains: longer-than-quokka-7       ~ false",
        "payee|cased: Quokka-7                      ~ true",
        "payee|cased: quokka-7                      ~ false",
        "payee|contains|cased: Quok                 ~ true",
        "payee|contains|cased: quok                 ~ false",
        "payee|cased: Quo*                          ~ true",
        "payee|cased: quo*                          ~ false",
        "payee: quo*                                ~ true",
        "payee: q?okka-?                            ~ true",
        "payee: q?kka-7                             ~ false",
        "payee|contains: u?k                        ~ true",
        "payee|startswith: u?k                      ~ false",
        "payee|startswith: q*-                      ~ true",
        "payee|endswith: -?                         ~ true",
        "payee|endswith: q?                         ~ false",
        "payee: [a, quokka-7]                       ~ true",
        "payee: [a, b]                              ~ false",
        "payee|contains: [x, kka]                   ~ true",
        "payee|contains|all: [quo, kka]             ~ true",
        "payee|contains|all: [quo, x]               ~ false",
        "payee: [a, q*]                             ~ true",
        "payee|cased: [quokka-7, QUOKKA-7]          ~ false",
        "payee|cased: [quokka-7, Quokka-7]          ~ true",
        "payee: null                                ~ false",
        "payee:                                     ~ false",
        "mcc: null                                  ~ true",
        "mcc: [null, '7995']                        ~ true",
        "mcc: '7995'                                ~ false",
        "mcc: '*'                                   ~ false",
        "mcc|contains: ''                           ~ false",
        "mcc|exists: false                          ~ true",
        "mcc|exists: true                           ~ false",
        "payee|exists: true                         ~ true",
        "payee|exists: false                        ~ false",
        "payee|expand: '%facilitators%'             ~ false",
        "payee|expand: '%empty%'                   ~ false",
        "channel: P2P                               ~ true",
        "channel: p2p                               ~ true",
        "channel: CARD                              ~ false",
        "channel: [CARD, P2P]                       ~ true",
        "channel|startswith: P2                     ~ true",
        "channel: '*2P'                             ~ true",
        "status: COMPLETED                          ~ false",
        "status: null                               ~ true",
        "cross_border: true                         ~ true",
        "cross_border: false                        ~ false",
        "cross_border: [true, false]                ~ true",
        "amount_minor: 2000                         ~ true",
        "amount_minor: [1, 2000]                    ~ true",
        "amount_minor: 1999                         ~ false",
        "amount_minor|gt: 1999                      ~ true",
        "amount_minor|gt: 2000                      ~ false",
        "amount_minor|gt: 1999.5                    ~ true",
        "amount_minor|gt: 2000.5                    ~ false",
        "amount_minor|gte: 2000                     ~ true",
        "amount_minor|gte: 1999.5                   ~ true",
        "amount_minor|gte: 2000.5                   ~ false",
        "amount_minor|lt: 2001                      ~ true",
        "amount_minor|lt: 2000                      ~ false",
        "amount_minor|lt: 2000.5                    ~ true",
        "amount_minor|lt: 1999.5                    ~ false",
        "amount_minor|lte: 2000                     ~ true",
        "amount_minor|lte: 1999.5                   ~ false",
        "amount_minor|lte: 2000.5                   ~ true",
        "amount_minor|gte: 0x7D0                    ~ true",
        "amount_minor|lt: 0100                      ~ false",
        "amount_minor|gte: [9000, 1000]             ~ true",
        "payee_tenure_days|lt: 5                    ~ false",
        "payee_tenure_days|gte: 5                   ~ false",
        "amount: 20                                 ~ true",
        "amount: 20.0                               ~ true",
        "amount|lte: 20                             ~ true",
        "amount|lt: 20.001                          ~ true",
        "amount|gt: 19.999                          ~ true",
        "amount|gt: 20                              ~ false",
      })
  void aLineOnAPayment(String line, boolean expected) {
    assertEquals(expected, Selections.holds(line, PAYMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "answers: 192.0.2.1                            ~ true",
        "answers: CDN.example.NET                      ~ true",
        "answers: 192.0.2.2                            ~ false",
        "answers|startswith: cdn.                      ~ true",
        "answers|contains|all: [cdn, '192']              ~ true",
        "answers|contains|all: [cdn, '10']               ~ false",
        "answers: [a, 192.0.2.1]                       ~ true",
        "answers|exists: true                          ~ true",
        "answers: null                                 ~ false",
        "answer: 192.0.2.1                             ~ true",
        "answers|cidr: 192.0.2.0/24                    ~ true",
        "answers|cidr: 192.0.2.0/31                    ~ true",
        "answers|cidr: 192.0.2.0/32                    ~ false",
        "answers|cidr: 192.0.2.1                       ~ true",
        "answers|cidr: ['2001:db8::/32', 192.0.0.0/16] ~ true",
        "answers|cidr: 0.0.0.0/0                       ~ true",
        "answers|cidr: '::/0'                          ~ false",
        "query|cidr: 0.0.0.0/0                         ~ false",
        "subject|cidr: 0.0.0.0/0                       ~ false",
        "QueryName|endswith: .example.org              ~ true",
        "query|endswith: ample.org                     ~ true",
        "subject: null                                 ~ true",
      })
  void aLineOnAQuery(String line, boolean expected) {
    assertEquals(expected, Selections.holds(line, QUERY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "confidence|gte: 0.5 ~ true",
        "confidence|gt: 0.5  ~ false",
        "confidence: 0.5     ~ true",
        "confidence|lt: 1    ~ true",
      })
  void aLineOnASignal(String line, boolean expected) {
    assertEquals(expected, Selections.holds(line, TestEvent.on(SIGNALS).with("confidence", 0.5)));
  }

  @Test
  void anEmptyListOfAnswersIsNotNullAndHoldsNothing() {
    TestEvent empty = QUERY.with("answers", List.of());
    assertTrue(Selections.holds("answers|exists: true", empty));
    assertFalse(Selections.holds("answers: '*'", empty));
  }

  @Test
  void placeholdersStandForReferenceSetsInAnyCase() {
    for (String payee : List.of("q1", "Q1", "q2", "Q2")) {
      TestEvent event = PAYMENT.with("payee", payee);
      assertTrue(Selections.holds("payee|expand: '%facilitators%'", event), payee);
    }
    assertFalse(Selections.holds("payee|expand: '%facilitators%'", PAYMENT.with("payee", "q3")));
  }

  @Test
  void theLinesOfASelectionAllHold() {
    assertTrue(both("channel: P2P", "payee_kind: PERSON"));
    assertFalse(both("channel: P2P", "payee_kind: BUSINESS"));
    assertFalse(both("channel: CARD", "payee_kind: PERSON"));
  }

  private static boolean both(String first, String second) {
    return Selections.holds(PAYMENT, "s:", "  " + first, "  " + second, "condition: s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "payee: quokka-7  ~ mcc: '1'         ~ true",
        "mcc: '1'         ~ payee: quokka-7  ~ true",
        "payee: x         ~ subject: p1      ~ true",
        "subject: p1      ~ payee: x         ~ true",
        "subject: x       ~ payee: p1        ~ false",
        "payee: p1        ~ subject: x       ~ false",
        "channel: P2P     ~ payee_kind: BUSINESS ~ true",
        "channel: CARD    ~ payee_kind: PERSON   ~ true",
        "channel: CARD    ~ payee_kind: BUSINESS ~ false",
        "channel: CARD    ~ status: P2P          ~ refused",
        "payee: [a, b]    ~ subject: [p1, p2]    ~ true",
      })
  void ofAListOfSelectionsOneHolds(String first, String second, String expected) {
    String[] lines = {"s:", "  - " + first, "  - " + second, "condition: s"};
    if (expected.equals("refused")) {
      TestRules.assertRefused("is none of", TestRules.detection("r", "payment", lines));
    } else {
      assertEquals(Boolean.valueOf(expected), Selections.holds(PAYMENT, lines));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "payee: 7                       ~ 'payee' takes a text: put it in quotes",
        "payee: true                    ~ 'payee' takes a text: put it in quotes",
        "payee|contains: 7              ~ 'payee' takes a text",
        "amount_minor: many             ~ 'amount_minor' takes a number",
        "amount_minor: '2000'           ~ 'amount_minor' takes a number",
        "amount_minor: 20.5             ~ 'amount_minor' takes a whole number",
        "amount_minor|gte: many         ~ 'amount_minor' of payments is long",
        "amount_minor|gte: 1e30         ~ out of range",
        "amount: '20'                   ~ 'amount' of payments is decimal",
        "cross_border: 1                ~ 'cross_border' takes true or false",
        "cross_border: 'true'           ~ 'cross_border' takes true or false",
        "channel: P3P                   ~ did you mean 'P2P'",
        "channel: 1                     ~ 'channel' takes one of",
        "channel: x*                    ~ is none of",
        "payee|gt: 3                    ~ 'gt' compares numbers; 'payee' of payments is text",
        "channel|lte: 3                 ~ 'lte' compares numbers",
        "cross_border|lt: 3             ~ 'lt' compares numbers",
        "amount_minor|contains: 3       ~ 'contains' is for texts",
        "cross_border|cased: true       ~ 'cased' is for texts",
        "payee|startwith: q             ~ did you mean 'startswith'",
        "payee|base64: q                ~ the modifier 'base64' is not supported",
        "payee|cidr: q                  ~ takes a block of addresses",
        "payee|cidr: 192.0.2.0/33       ~ takes a block of addresses",
        "payee|cidr: 192.0.2.256/8      ~ takes a block of addresses",
        "payee|cidr|cased: 10.0.0.0/8   ~ do not go together",
        "amount_minor|cidr: 10.0.0.0/8  ~ 'cidr' is for texts",
        "payee|: q                      ~ the modifier '' is not supported",
        "payee|contains|endswith: q     ~ do not go together",
        "amount_minor|gt|lt: 3          ~ do not go together",
        "payee|exists|all: true         ~ do not go together",
        "payee|exists: 1                ~ expected true or false",
        "payee|exists: [true, false]    ~ expected a single value",
        "payee|contains: null           ~ null takes no modifier",
        "amount|gte: null               ~ null takes no modifier",
        "payee: []                      ~ is empty",
        "payee: {a: b}                  ~ expected a value or a list of values",
        "payees: q                      ~ did you mean 'payee'",
        "beneficiary_bank_account: q    ~ payments has no field 'beneficiary_bank_account'",
        "payee|expand: '%facilitator%'  ~ did you mean 'facilitators'",
        "payee|expand: facilitators     ~ there is no reference set",
        "payee|expand|contains: '%a%'   ~ goes with no other modifier",
        "channel|expand: '%a%'          ~ 'expand' is for texts",
        "amount_minor|expand: '%a%'     ~ 'expand' is for texts",
      })
  void whatCouldNeverFireIsRefused(String line, String reason) {
    Selections.assertRefused(reason, PAYMENTS, line);
  }

  @Test
  void aFieldOfAnotherStreamIsRefused() {
    for (StreamSchema stream : List.of(DNS, SIGNALS)) {
      Selections.assertRefused("has no field 'payee'", stream, "payee: q");
    }
  }
}
