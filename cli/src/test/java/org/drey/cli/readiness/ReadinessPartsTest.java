package org.drey.cli.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.drey.cli.readiness.ReadinessReport.Count;
import org.drey.cli.readiness.ReadinessStudy.IndicatorTally;
import org.drey.cli.readiness.ReadinessStudy.PeopleNumbers;
import org.drey.cli.readiness.ReadinessStudy.RecordTally;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.match.EventPredicate.And;
import org.drey.rules.match.EventPredicate.Not;
import org.drey.rules.match.EventPredicate.Or;
import org.drey.rules.match.EventPredicate.SymbolIn;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;

/** What may be true, how people are counted, and which columns separate children. */
class ReadinessPartsTest {
  private static final StreamSchema PAYMENTS = StreamRegistry.payments().schema();

  /** What is known of a condition: that it does not hold, nothing, or that it holds. */
  private static final int NO = 0;

  private static final int YES = 2;

  private static EventPredicate known(int truth) {
    return new SymbolIn(truth, 1);
  }

  private static int of(EventPredicate condition) {
    boolean canHold = canHold(condition);
    return canHold && canHold(new Not(condition)) ? 1 : canHold ? YES : NO;
  }

  private static boolean canHold(EventPredicate condition) {
    return PossibleTruth.canHold(
        condition, field -> field.slot() == 1 ? null : field.slot() == YES);
  }

  @Test
  void whatIsNotKnownLeavesOpenOnlyWhatDependsOnIt() {
    for (int a = NO; a <= YES; a++) {
      assertEquals(YES - a, of(new Not(known(a))));
      for (int b = NO; b <= YES; b++) {
        List<EventPredicate> both = List.of(known(a), known(b));
        assertEquals(Math.min(a, b), of(new And(both)));
        assertEquals(Math.max(a, b), of(new Or(both)));
      }
    }
    assertEquals(YES, of(new And(List.of())));
    assertEquals(NO, of(new Or(List.of())));
  }

  @Test
  void aShareIsNothingOrAllOnlyIfItIs() {
    assertEquals("0 %", ReadinessText.percent(0));
    assertEquals("0.1 %", ReadinessText.percent(1e-9));
    assertEquals("50.0 %", ReadinessText.percent(0.5));
    assertEquals("99.9 %", ReadinessText.percent(1 - 1e-9));
    assertEquals("100 %", ReadinessText.percent(1));
    assertEquals("0.00100 %", ReadinessText.exactPercent(1e-5));
  }

  @Test
  void aRecordAndAPersonCountOnce() {
    RecordTally tally = new RecordTally();
    tally.add(1, 0);
    tally.add(1, 0);
    tally.add(2, 0);
    tally.add(3, 4);
    tally.add(4, PeopleNumbers.NONE);
    assertEquals(new Count(4, 2), tally.count());
    assertEquals("4 records of 2 people", ReadinessText.count(tally.count()));
    assertEquals("1 record of 1 person", ReadinessText.count(new Count(1, 1)));
    assertEquals("1,000 records", ReadinessText.count(new Count(1000, 0)));
  }

  @Test
  void peopleBeyondTheMostAreNotToldApart() {
    PeopleNumbers people = new PeopleNumbers(2);
    assertEquals(0, people.of(PAYMENTS, new PaymentOf(PAYMENTS, "p1")));
    assertEquals(1, people.of(PAYMENTS, new PaymentOf(PAYMENTS, "p2")));
    assertFalse(people.isFull(), "two are as many as there may be");
    assertEquals(PeopleNumbers.NONE, people.of(PAYMENTS, new PaymentOf(PAYMENTS, "p3")));
    assertTrue(people.isFull());
    assertEquals(1, people.of(PAYMENTS, new PaymentOf(PAYMENTS, "p2")), "those known stay so");
  }

  @Test
  void whatSeparatesChildrenFollowsFromTheRules() throws Exception {
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT);
    var indicators = IndicatorTally.of(rules);
    StreamSchema sessions = StreamRegistry.livestreamSessions().schema();
    assertEquals(
        Set.of(PAYMENTS.slot("payer_age_band")),
        StreamTally.separating(PAYMENTS, rules, indicators));
    assertEquals(
        Set.of(sessions.slot("host_age_assurance")),
        StreamTally.separating(sessions, rules, indicators));
    StreamSchema signals = StreamRegistry.externalSignals().schema();
    assertEquals(Set.of(), StreamTally.separating(signals, rules, indicators), "no such rules");
  }

  @Test
  void whatExcusesIsBelowANot() {
    EventPredicate excuse = new Or(List.of(new SymbolIn(1, 1), new Not(new SymbolIn(2, 1))));
    assertEquals(
        Set.of(1), StreamTally.excusing(new And(List.of(new SymbolIn(0, 1), new Not(excuse)))));
  }
}
