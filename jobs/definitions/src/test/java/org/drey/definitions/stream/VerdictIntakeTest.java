package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineReader;
import org.drey.rules.schema.RecordPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which verdicts are accepted, by their times alone. */
final class VerdictIntakeTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T12:00:00Z");
  private static final RecordPosition PLACE = new RecordPosition(TopicNames.VERDICTS, 0, 7);

  private final VerdictIntake verdicts = new VerdictIntake();
  private final RecordAcceptance<Verdict> acceptance =
      new RecordAcceptance<>(
          verdicts.admission(), verdicts.fileBindings(DreyConfiguration.DEFAULT));

  private static Verdict verdict(Instant given, Instant asOf) throws Exception {
    Verdict verdict = JsonLineReader.of(Verdict.class).read(sample()).datum();
    verdict.setVerdictTime(given);
    verdict.setAsOf(asOf);
    return verdict;
  }

  private static byte[] sample() throws IOException {
    try (InputStream in = TopicNames.class.getResourceAsStream("/samples/verdicts.pass.json")) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT5M, PT0S, ",
    "PT5M0.001S, PT0S, 'verdict_time: at most five minutes after the record was received'",
    "PT0S, PT5M, ",
    "PT0S, PT5M0.001S, 'as_of: at most five minutes after the record was received'",
    "PT-48000H, PT-48000H, "
  })
  void noTimeIsAhead(Duration given, Duration asOf, String detail) throws Exception {
    ArrivedRecord<Verdict> arrival =
        acceptance.accept(
            verdict(RECEIVED.plus(given), RECEIVED.plus(asOf)), PLACE, RECEIVED.toEpochMilli());
    assertEquals(detail, arrival.detail());
    assertEquals(detail == null ? null : "FUTURE", arrival.reason());
    assertEquals(RECEIVED.plus(given).toEpochMilli(), arrival.eventTime());
    assertFalse(arrival.drivesClock());
  }

  /** Without a time of receipt it is the reading clock that nothing may be ahead of. */
  @Test
  void aLineWithoutATimeOfReceiptMayNotBeAheadOfNow() throws Exception {
    long now = RECEIVED.toEpochMilli();
    Verdict slow = verdict(RECEIVED.minusSeconds(900), RECEIVED);
    assertFalse(acceptance.acceptUndated(slow, PLACE, now).isRejected());
    Verdict ahead = verdict(RECEIVED.minusSeconds(900), RECEIVED.plusSeconds(301));
    assertEquals("FUTURE", acceptance.acceptUndated(ahead, PLACE, now).reason());
  }
}
