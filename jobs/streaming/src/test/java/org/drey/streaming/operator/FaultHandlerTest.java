package org.drey.streaming.operator;

import static org.drey.streaming.fixture.Findings.PAYER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.live.ListSet;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.DreyConfiguration.Blocklists;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.DeadLetters;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.ScoreInput;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DeadLetter;
import org.drey.event.DnsQuery;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.FaultyRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.OtherRulesException;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.streaming.fixture.Backend;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Findings;
import org.drey.streaming.fixture.KeyedRun;
import org.drey.streaming.fixture.KeyedRun.Start;
import org.drey.streaming.fixture.Matches;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streaming.fixture.TestLists;
import org.drey.streaming.lists.SubscriberProfile;
import org.drey.streaming.lists.SubscriberProfiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pure code throws costs one record, and says so. */
final class FaultHandlerTest {
  private static final RuleSet FAULTY = FaultyRules.of(SmallRules.COMPILED);

  private static final RecordPosition PLACE = new RecordPosition(TopicNames.PAYMENTS, 0, 7);

  private static final String MARK = SmallRules.COMPILED.mark();

  static Stream<Throwable> faults() {
    return Stream.of(new IllegalStateException("bad, a token"), new StackOverflowError());
  }

  private static void throwIt(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  private static Sample paid(String id, String payee, int day) {
    return Sample.payment(id, "p1", payee).at(Duration.ofDays(day));
  }

  /** One letter: where the record is and what was thrown, and nothing that it said. */
  private static void assertLetter(List<DeadLetter> letters, Class<?> fault, long offset) {
    assertEquals(1, letters.size());
    DeadLetter letter = letters.get(0);
    assertEquals(RejectReason.INTERNAL.name(), letter.getReason());
    assertEquals(fault.getName(), letter.getDetail());
    assertEquals(offset, letter.getOffset());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void atTheDoor(Throwable fault) throws Exception {
    var stream = StreamRegistry.of(TopicNames.PAYMENTS).schema();
    DoorSettings.Rows rows =
        withoutRate ->
            new EventRow(
                stream.slot("day"),
                Collections.nCopies(
                    stream.fields().size() - stream.slot("day"),
                    event -> {
                      if (event.textAt(stream.slot("event_id")).equals("poison")) {
                        throwIt(fault);
                      }
                      return null;
                    }));
    try (ChainedRun<ArrivedRecord<Payment>, Match> door =
        new ChainedRun<>(
            new DoorFunction<>(new DoorSettings(stream, SmallRules.COMPILED, rows, true, true)))) {
      door.send(paid("a", "q1", 0).arrival(1));
      door.send(paid("poison", "q1", 0).arrival(2));
      door.send(paid("b", "q2", 0).arrival(3));

      assertEquals(
          List.of(1L, 3L),
          door.output().stream().map(match -> match.from().place().offset()).toList());
      assertLetter(door.side(SideOutputs.DEAD_LETTERS), fault.getClass(), 2);
      assertEquals(1, door.count("door.unexpected_errors"));
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void atTheLists(Throwable fault) throws Exception {
    ListSet lists = TestLists.of("l").with(EntryType.DOMAIN, "bad.example").inForce();
    ListQuestion<DnsQuery> sound = new DnsQuestion(List.of());
    ListQuestion<DnsQuery> question =
        new ListQuestion<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String topic() {
            return sound.topic();
          }

          @Override
          public ListDecision evaluate(
              DnsQuery query, ListSet all, SubscriberProfile profile, Runnable unreadable) {
            if (query.getEventId().equals("poison")) {
              throwIt(fault);
            }
            return sound.evaluate(query, all, profile, unreadable);
          }

          @Override
          public SubscriberProfile profile(DnsQuery query, SubscriberProfiles subscribers) {
            return sound.profile(query, subscribers);
          }

          @Override
          public RequestInfo asked(DnsQuery query) {
            return sound.asked(query);
          }
        };
    try (var run =
        new ChainedRun<>(
            new MatchLists<>(
                question, () -> new TestLists.InForce(lists, null), Blocklists.DEFAULT))) {
      run.send(Sample.query("poison", "s", "bad.example").arrival(4));
      run.send(Sample.query("a", "s", "bad.example").arrival(5));

      assertEquals(List.of("a"), run.output().stream().map(hit -> hit.getEventId()).toList());
      assertLetter(run.side(SideOutputs.DEAD_LETTERS), fault.getClass(), 4);
      assertEquals(1, run.count("match.unexpected_errors"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void inCorrelationNothingOfTheRecordStays(Backend backend) throws Exception {
    try (var run = KeyedRun.correlate(1, Start.empty(backend))) {
      run.sendAll(Matches.of(List.of(paid("a", "q1", 0), paid("b", "q2", 1))));
      run.send(unnamed()); // it completes a window

      assertEquals(List.of(), run.output());
      assertLetter(run.side(SideOutputs.DEAD_LETTERS), NullPointerException.class, 7);
      assertEquals(1, run.count("correlate-1.unexpected_errors"));

      run.sendAll(Matches.of(paid("d", "q4", 2)));
      assertEquals(
          List.of(List.of("d", "b", "a")), run.output().stream().map(Finding::evidence).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLookAtAnEntityThatFailsIsMadeAgainADayLater(Backend backend) throws Exception {
    Duration settled = SmallRules.SETTLES.plusMillis(1);
    try (var before = KeyedRun.correlate(1, Start.empty(backend))) {
      before.sendAll(Matches.of(paid("a", "q1", 0)));
      var saved = before.snapshot();
      try (var faulty = KeyedRun.correlate(FAULTY, 1, Start.from(saved, backend))) {
        faulty.clock(settled);
        assertEquals(List.of(), faulty.output());
        assertEquals(List.of(), faulty.side(SideOutputs.DEAD_LETTERS));
        assertEquals(1, faulty.count("correlate-1.unexpected_errors"));
        assertEquals(1, faulty.timers());

        try (var repaired = KeyedRun.correlate(1, Start.from(faulty.snapshot(), backend))) {
          repaired.clock(settled.plusDays(1).minusMillis(1));
          assertEquals(List.of(), repaired.output());
          repaired.clock(settled.plusDays(1));
          assertEquals("a", repaired.output().get(0).event().eventId());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void inTheScoreNothingOfTheFindingStays(Backend backend) throws Exception {
    try (var run = KeyedRun.score(FAULTY, Start.empty(backend))) {
      run.send(finding("three_payees", "a"));

      assertEquals(List.of(), run.output());
      assertEquals(List.of(), run.entities(AlertsState.SUMMARY));
      assertLetter(run.side(SideOutputs.DEAD_LETTERS), NullPointerException.class, 7);
      assertEquals(1, run.count("score.unexpected_errors"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLookAtScoresThatFailsIsMadeAgainADayLater(Backend backend) throws Exception {
    try (var before = KeyedRun.score(Start.empty(backend))) {
      before.send(finding("three_payees", "a"));
      before.send(finding("paid_and_watched", "b"));
      assertEquals(1, before.output().size());
      var saved = before.snapshot();
      try (var faulty = KeyedRun.score(FAULTY, Start.from(saved, backend))) {
        faulty.clock(Duration.ofDays(3));
        assertEquals(1, faulty.count("score.unexpected_errors"));
        assertEquals(List.of(), faulty.output());
        assertEquals(List.of(PAYER), faulty.entities(AlertsState.SUMMARY));
        assertEquals(1, faulty.timers());
      }
    }
  }

  @Test
  void aDecoderThatFailsIsCounted() throws Exception {
    RecordPosition place = new RecordPosition(TopicNames.PAYMENTS, 0, 7);
    ArrivedRecord<Payment> fault =
        ArrivedRecord.rejected(place, ArrivedRecord.NO_TIME, 0, RejectReason.INTERNAL, "a class");
    ArrivedRecord<Payment> malformed =
        ArrivedRecord.rejected(place, ArrivedRecord.NO_TIME, 0, RejectReason.MALFORMED, "a field");
    try (var door = new ChainedRun<>(door())) {
      door.send(fault);
      door.send(malformed);
      assertEquals(1, door.count("decode.unexpected_errors"));
    }
    ArrivedRecord<DnsQuery> query =
        ArrivedRecord.rejected(place, ArrivedRecord.NO_TIME, 0, RejectReason.INTERNAL, "a class");
    try (var run =
        new ChainedRun<>(
            new MatchLists<>(
                new DnsQuestion(List.of()),
                () -> new TestLists.InForce(TestLists.of("l").inForce(), null),
                Blocklists.DEFAULT))) {
      run.send(query);
      assertEquals(1, run.count("decode.unexpected_errors"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTimeBroughtAboutHasNoLetterButAnotherLook(Backend backend) throws Exception {
    try (var run = KeyedRun.score(FAULTY, Start.empty(backend))) {
      run.send(Findings.from(RecordPosition.NOWHERE, MARK, "three_payees", "a"));

      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
      assertEquals(List.of(), run.entities(AlertsState.SUMMARY));
      assertEquals(1, run.count("score.unexpected_errors"));
      assertEquals(1, run.timers());
      run.clock(Duration.ofDays(1));
      assertEquals(0, run.timers());
      assertEquals(1, run.count("score.unexpected_errors"));
    }
    try (var run = KeyedRun.correlate(FAULTY, 1, Start.empty(backend))) {
      run.send(Matches.from(RecordPosition.NOWHERE, MARK, Matches.of(paid("a", "q1", 0)).get(0)));
      assertEquals(List.of(), run.side(SideOutputs.DEAD_LETTERS));
      assertEquals(1, run.count("correlate-1.unexpected_errors"));
      assertEquals(1, run.timers());
    }
  }

  @Test
  void whatAnotherRuleSetMadeIsRefused() throws Exception {
    try (var run = KeyedRun.correlate(1, Start.empty(Backend.HEAP))) {
      run.send(Matches.from(PLACE, "0123456789abcdef", Matches.of(paid("a", "q1", 0)).get(0)));
      assertLetter(run.side(SideOutputs.DEAD_LETTERS), OtherRulesException.class, 7);
      assertEquals(0, run.timers());
    }
    try (var run = KeyedRun.score(Start.empty(Backend.HEAP))) {
      run.send(Findings.from(PLACE, "0123456789abcdef", "three_payees", "a"));
      assertLetter(run.side(SideOutputs.DEAD_LETTERS), OtherRulesException.class, 7);
      assertEquals(List.of(), run.entities(AlertsState.SUMMARY));
    }
  }

  @Test
  void theLetterHasNoWordOfTheMessage() {
    Throwable fault = new IllegalStateException("token-4711");
    DeadLetter letter = DeadLetters.unexpected(PLACE, fault, ArrivedRecord.NO_TIME, 5);
    assertEquals(-1, letter.toString().indexOf("4711"));
  }

  private static DoorFunction<Payment> door() {
    var stream = StreamRegistry.of(TopicNames.PAYMENTS);
    CurrencyRates rates = new CurrencyRates(DreyConfiguration.DEFAULT);
    return new DoorFunction<>(
        new DoorSettings(
            stream.schema(),
            SmallRules.COMPILED,
            withoutRate -> stream.row(rates, SuffixList.BUNDLED, withoutRate),
            true,
            true));
  }

  /** A third payment, of which no finding can be named. */
  private static Match unnamed() {
    Match third = Matches.of(paid("c", "q3", 2)).get(0);
    EventId unnamed = new EventId(null, "c", 1);
    return new Match(
        third.entity(),
        third.rules(),
        new EvidenceEvent(unnamed, third.time(), new byte[0]),
        third.values(),
        false,
        true,
        new RecordProvenance(PLACE, MARK));
  }

  private static ScoreInput finding(String rule, String event) {
    return Findings.of(rule, event, Duration.ZERO);
  }
}
