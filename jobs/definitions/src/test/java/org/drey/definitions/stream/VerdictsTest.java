package org.drey.definitions.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.drey.definitions.config.Configuration;
import org.drey.definitions.record.Arrival;
import org.drey.event.Topics;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineReader;
import org.drey.rules.schema.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which verdicts are accepted, by their times alone. */
final class VerdictsTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T12:00:00Z");
  private static final Place PLACE = new Place(Topics.VERDICTS, 0, 7);

  private final Verdicts verdicts = new Verdicts();
  private final Acceptance<Verdict> acceptance =
      new Acceptance<>(verdicts.admission(), verdicts.fileBindings(Configuration.DEFAULT));

  private static Verdict verdict(Instant given, Instant asOf) throws Exception {
    Verdict verdict = JsonLineReader.of(Verdict.class).read(sample()).datum();
    verdict.setVerdictTime(given);
    verdict.setAsOf(asOf);
    return verdict;
  }

  private static byte[] sample() throws IOException {
    try (InputStream in = Topics.class.getResourceAsStream("/samples/verdicts.pass.json")) {
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
    Arrival<Verdict> arrival =
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
