package org.drey.cli.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.drey.cli.readiness.ReadinessReport.Count;
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

  private static final List<PartialTruth> TRUTHS =
      List.of(PartialTruth.NO, PartialTruth.MAYBE, PartialTruth.YES);

  /** A condition of which it is known whether it holds (0, 2) or not known (1). */
  private static EventPredicate known(int truth) {
    return new SymbolIn(truth, 1);
  }

  private static PartialTruth of(EventPredicate condition) {
    return PartialTruth.of(condition, field -> TRUTHS.get(field.slot()));
  }

  @Test
  void whatIsNotKnownLeavesOpenOnlyWhatDependsOnIt() {
    for (int a = 0; a < TRUTHS.size(); a++) {
      assertEquals(TRUTHS.get(2 - a), of(new Not(known(a))));
      for (int b = 0; b < TRUTHS.size(); b++) {
        List<EventPredicate> both = List.of(known(a), known(b));
        assertEquals(TRUTHS.get(Math.min(a, b)), of(new And(both)));
        assertEquals(TRUTHS.get(Math.max(a, b)), of(new Or(both)));
      }
    }
    assertEquals(PartialTruth.YES, of(new And(List.of())));
    assertEquals(PartialTruth.NO, of(new Or(List.of())));
  }

  @Test
  void aShareIsNothingOrAllOnlyIfItIs() {
    assertEquals("0 %", ReadinessText.percent(0));
    assertEquals("0.1 %", ReadinessText.percent(1e-9));
    assertEquals("50.0 %", ReadinessText.percent(0.5));
    assertEquals("99.9 %", ReadinessText.percent(1 - 1e-9));
    assertEquals("100 %", ReadinessText.percent(1));
  }

  @Test
  void aRecordAndAPersonCountOnce() {
    RecordTally tally = new RecordTally();
    tally.add(1, 0);
    tally.add(1, 0);
    tally.add(2, 0);
    tally.add(3, 4);
    tally.add(4, PeopleNumbers.NONE);
    assertEquals(new Count(4, 2), Count.of(tally));
    assertEquals("4 records of 2 people", ReadinessText.count(Count.of(tally)));
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
        TrackSeparation.slots(PAYMENTS, rules, indicators));
    assertEquals(
        Set.of(sessions.slot("host_age_assurance")),
        TrackSeparation.slots(sessions, rules, indicators));
    StreamSchema signals = StreamRegistry.externalSignals().schema();
    assertEquals(Set.of(), TrackSeparation.slots(signals, rules, indicators), "no such rules");
  }

  @Test
  void whatExcusesIsBelowANot() {
    EventPredicate excuse = new Or(List.of(new SymbolIn(1, 1), new Not(new SymbolIn(2, 1))));
    assertEquals(
        Set.of(1), SuspectTally.excusing(new And(List.of(new SymbolIn(0, 1), new Not(excuse)))));
  }
}
