package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.streaming.fixture.ChainedRun;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;

/**
 * The door: nearly every event ends here, and what is late or broken is reported with its place.
 */
final class DoorFunctionTest {
  private static final EntityKey PAYER = new EntityKey("default", 1, "SUBJECT", "p1");

  private static final CurrencyRates RATES = new CurrencyRates(DreyConfiguration.DEFAULT);

  private static <T extends SpecificRecordBase> ChainedRun<ArrivedRecord<T>, Match> door(
      String topic, boolean checksLateness, boolean reportsRejects) throws Exception {
    return new ChainedRun<>(
        new DoorFunction<>(
            new DoorSettings(
                StreamRegistry.of(topic).schema(),
                SmallRules.COMPILED,
                withoutRate -> StreamRegistry.of(topic).row(RATES, SuffixList.BUNDLED, withoutRate),
                checksLateness,
                reportsRejects)));
  }

  private static <T extends SpecificRecordBase> ChainedRun<ArrivedRecord<T>, Match> door(
      String topic) throws Exception {
    return door(topic, true, true);
  }

  /** Which of the matches that were sent are marked as late. */
  private static List<Boolean> late(ChainedRun<?, Match> door) {
    return door.output().stream().map(Match::late).toList();
  }

  @Test
  void anEventThatMatchesNothingEndsHere() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      door.send(Sample.payment("a", "p1", "q1").with("status", "DECLINED").arrival(0));

      assertEquals(List.of(), door.output());
      assertEquals(List.of(), door.side(SideOutputs.DEAD_LETTERS));
      assertEquals(1, door.count("payments.read"));
      assertEquals(0, door.count("payments.matched"));
      assertEquals(1, door.count("payments.accepted.payments"));
    }
  }

  @Test
  void whatAnEntityDecidesIsNotInTheLedgerOfTheDoor() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      door.send(Sample.payment("a", "p1", "q1").arrival(0));

      assertEquals(List.of(true), door.output().stream().map(Match::first).toList());
      assertEquals(0, door.count("payments.accepted.payments"));
    }
  }

  @Test
  void aMatchGoesOnceToEachEntityThatNeedsIt() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      door.send(Sample.payment("a", "p1", "q1").arrival(0));

      List<Match> matches = door.output();
      assertEquals(1, matches.size()); // three rules read it, all by payer
      assertEquals(PAYER, matches.get(0).entity());
      assertEquals(1, door.count("payments.matched"));
    }
  }

  @Test
  void aRuleOverSingleEventsFindsAtOnce() throws Exception {
    try (var door = door(TopicNames.EXTERNAL_SIGNALS)) {
      door.send(
          Sample.of(TopicNames.EXTERNAL_SIGNALS, "a")
              .with("entity_kind", "SUBJECT")
              .with("entity", "p1")
              .with("confidence", 0.5)
              .arrival(0));

      Finding finding = door.side(SideOutputs.FINDINGS).get(0);
      assertEquals(PAYER, finding.entity());
      assertEquals(0.5, finding.quality().value());
      assertEquals(List.of("a"), finding.evidence());
    }
  }

  @Test
  void aRejectedRecordIsOneDeadLetterAtItsPlace() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      door.now(1_000);
      door.send(
          ArrivedRecord.rejected(
              new RecordPosition(TopicNames.PAYMENTS, 3, 41),
              ArrivedRecord.NO_TIME,
              0,
              RejectReason.MALFORMED,
              "not UTF-8"));

      DeadLetter letter = door.side(SideOutputs.DEAD_LETTERS).get(0);
      assertEquals(TopicNames.PAYMENTS, letter.getTopic());
      assertEquals(3, letter.getPartition());
      assertEquals(41, letter.getOffset());
      assertEquals("MALFORMED", letter.getReason());
      assertEquals("not UTF-8", letter.getDetail());
      assertNull(letter.getEventTime());
      assertEquals(1_000, letter.getSeenAt().toEpochMilli());
      assertEquals(1, door.count("payments.rejected.MALFORMED"));
    }
  }

  @Test
  void whatAnotherJobReportsIsNotReportedTwice() throws Exception {
    try (var door = door(TopicNames.DNS_QUERIES, true, false)) {
      door.send(
          ArrivedRecord.rejected(
              new RecordPosition(TopicNames.DNS_QUERIES, 0, 0),
              0,
              0,
              RejectReason.MALFORMED,
              "broken"));

      assertEquals(List.of(), door.side(SideOutputs.DEAD_LETTERS));
      assertEquals(1, door.count("dns-queries.read"));
      assertEquals(1, door.count("dns-queries.refused.dns-queries"));
    }
  }

  @Test
  void lateIsWhatIsOlderThanTheClockLessTheLateness() throws Exception {
    try (var door = door(TopicNames.DNS_QUERIES)) {
      door.send(query("newest", Duration.ofMinutes(10), 0, 0));
      door.send(query("in time", Duration.ZERO, 0, 1));
      door.send(query("late", Duration.ofMillis(-1), 0, 2));

      // Correlations may know it, so they decide; this one is marked.
      assertEquals(List.of(false, false, true), late(door));
    }
  }

  @Test
  void theLatenessIsThatOfTheTopic() throws Exception {
    Duration hour = Duration.ofHours(1);
    Sample late = Sample.query("late", "s1", "www.shop.example");
    long now = Sample.START.plus(hour).toEpochMilli();
    try (var door = door(TopicNames.DNS_QUERIES)) {
      for (String topic : List.of("slow-isp", "fast-isp")) {
        Duration lateness = topic.equals("slow-isp") ? hour : hour.minusMillis(1);
        door.send(late.at(hour).arrival(new RecordPosition(topic, 0, 0), now, lateness));
        door.send(late.arrival(new RecordPosition(topic, 0, 1), now, lateness));
      }

      assertEquals(List.of(false, false, false, true), late(door));
    }
  }

  @Test
  void eachPartitionHasItsOwnClock() throws Exception {
    try (var door = door(TopicNames.DNS_QUERIES)) {
      door.send(query("fast", Duration.ofDays(2), 0, 0));
      door.send(query("slow", Duration.ZERO, 1, 0));
      door.send(query("behind", Duration.ZERO, 0, 1));

      assertEquals(List.of(false, false, true), late(door));
    }
  }

  @Test
  void aRejectedRecordDoesNotMoveTheClock() throws Exception {
    long year2099 = Sample.START.plus(Duration.ofDays(73 * 365L)).toEpochMilli();
    try (var door = door(TopicNames.DNS_QUERIES)) {
      door.send(
          ArrivedRecord.rejected(
              new RecordPosition(TopicNames.DNS_QUERIES, 0, 0),
              year2099,
              0,
              RejectReason.FUTURE,
              "2099"));
      door.send(query("a", Duration.ZERO, 0, 1));

      assertFalse(door.output().get(0).late());
    }
  }

  @Test
  void aLateEventThatNoRuleWantsIsCountedAndNotWritten() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      Sample declined = Sample.payment("a", "p1", "q1").with("status", "DECLINED");
      door.send(declined.at(Duration.ofHours(24)).arrival(0));
      door.send(declined.at(Duration.ofMillis(-1)).arrival(1));

      assertEquals(List.of(), door.side(SideOutputs.DEAD_LETTERS));
      assertEquals(1, door.count("payments.late_unwanted"));
      assertEquals(1, door.count("payments.late.payments"));
      assertEquals(1, door.count("payments.accepted.payments"));
    }
  }

  private static ArrivedRecord<SpecificRecordBase> unwanted(Duration sinceStart, long offset) {
    long time = Sample.START.plus(sinceStart).toEpochMilli();
    RecordPosition place = new RecordPosition(TopicNames.DNS_QUERIES, 0, offset);
    return ArrivedRecord.unwanted(place, time, time, time, Duration.ofMinutes(10), "p.example");
  }

  @Test
  void aRecordThatWasNotDecodedIsCountedAndMovesTheClock() throws Exception {
    try (var door = door(TopicNames.DNS_QUERIES)) {
      door.send(unwanted(Duration.ofMinutes(10), 0));
      door.send(unwanted(Duration.ofMillis(-1), 1));
      door.send(query("late", Duration.ofMillis(-1), 0, 2));

      assertEquals(List.of(true), late(door));
      assertEquals(List.of(), door.side(SideOutputs.DEAD_LETTERS));
      assertEquals(3, door.count("dns-queries.read"));
      assertEquals(1, door.count("dns-queries.late_unwanted"));
      assertEquals(1, door.count("dns-queries.matched"));
    }
  }

  @Test
  void aLateEventOfARuleThatKeepsNothingIsADeadLetter() throws Exception {
    try (var door = door(TopicNames.EXTERNAL_SIGNALS)) {
      Sample report =
          Sample.of(TopicNames.EXTERNAL_SIGNALS, "a")
              .with("entity_kind", "SUBJECT")
              .with("entity", "p1");
      door.send(report.at(Duration.ofDays(90)).arrival(0));
      door.send(report.at(Duration.ofMillis(-1)).arrival(1));

      DeadLetter letter = door.side(SideOutputs.DEAD_LETTERS).get(0);
      assertEquals("LATE", letter.getReason());
      assertEquals(1, letter.getOffset());
      assertEquals(Sample.START.minusMillis(1), letter.getEventTime());
      assertEquals(1, door.side(SideOutputs.FINDINGS).size());
      assertEquals(1, door.count("external-signals.late.external-signals"));
      assertEquals(1, door.count("external-signals.accepted.external-signals"));
    }
  }

  @Test
  void whatDrivesNoClockMakesNothingLate() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      Sample lastWeek = Sample.payment("a", "p1", "q1").at(Duration.ofDays(3));
      RecordPosition place = new RecordPosition(TopicNames.PAYMENTS, 0, 0);
      door.send(
          lastWeek.arrival(
              place, Sample.START.plus(Duration.ofDays(9)).toEpochMilli(), Duration.ofDays(1)));
      door.send(Sample.payment("b", "p1", "q1").arrival(1));

      assertEquals(List.of(false, false), late(door));
    }
  }

  @Test
  void aLateEventFindsNothing() throws Exception {
    Sample family = Sample.payment("a", "p1", "q1").with("relationship", "VERIFIED_FAMILY");
    try (var door = door(TopicNames.PAYMENTS)) {
      door.send(family.at(Duration.ofDays(2)).arrival(0));
      door.send(family.with("event_id", "b").arrival(1));

      assertEquals(1, door.side(SideOutputs.FINDINGS).size());
    }
  }

  @Test
  void anAmountWithoutARateIsCounted() throws Exception {
    try (var door = door(TopicNames.PAYMENTS)) {
      door.send(Sample.payment("a", "p1", "q1").with("currency", "EUR").arrival(0));
      door.send(Sample.payment("b", "p1", "q1").with("amount_minor", 100_000).arrival(1));

      assertEquals(1, door.count("payments.without-rate"));
      assertEquals(1, door.side(SideOutputs.FINDINGS).size()); // of the large one
    }
  }

  @Test
  void eachTopicOfAStreamHasItsOwnClock() throws Exception {
    try (var door = door(TopicNames.DNS_QUERIES)) {
      ArrivedRecord<SpecificRecordBase> fast = query("fast", Duration.ofDays(2), 0, 0);
      door.send(fast);
      door.send(
          Sample.query("slow", "s1", "a.example")
              .arrival(new RecordPosition("dns-queries-b", 0, 0)));

      assertEquals(List.of(false, false), late(door));
    }
  }

  @Test
  void inABoundedRunNothingIsLate() throws Exception {
    try (var door = door(TopicNames.DNS_QUERIES, false, true)) {
      door.send(query("new", Duration.ofDays(400), 0, 0));
      door.send(query("old", Duration.ZERO, 0, 1));

      assertEquals(List.of(false, false), late(door));
    }
  }

  private static ArrivedRecord<SpecificRecordBase> query(
      String id, Duration sinceStart, int partition, long offset) {
    return Sample.query(id, "s1", "www.shop.example").at(sinceStart).arrival(partition, offset);
  }
}
