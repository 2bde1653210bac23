package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.console.index.IndexSource.Age;
import org.drey.console.index.IndexSource.Age.Kind;
import org.drey.console.index.InputAges;
import org.junit.jupiter.api.Test;

/** What is missing or oldest comes first, and each says what its time is of. */
final class AgeWordsTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private static Age record(String what, Duration age) {
    return new Age(what, Kind.RECORD, NOW.minus(age));
  }

  @Test
  void theOldestComesFirst() {
    InputAges known =
        new InputAges(
            NOW,
            List.of(
                record("payments", Duration.ofMinutes(4)),
                record("web-requests", Duration.ofHours(-3)),
                record("livestream-sessions", Duration.ofHours(19)),
                new Age("dns-queries", Kind.RECORD, null),
                new Age("x-external-signals", Kind.ABSENT, null)),
            null);
    assertEquals(
        List.of(
            "dns-queries: no record",
            "no topic x-external-signals",
            "livestream-sessions quiet for 19 h 0 min, 2026-01-14 17:00 UTC",
            "payments 4 min ago, 2026-01-15 11:56 UTC",
            "web-requests dated 3 h 0 min ahead, 2026-01-15 15:00 UTC"),
        AgeWords.words(known, NOW));
  }

  @Test
  void ofAFolderTheTimeIsThatOfItsFiles() {
    InputAges known =
        new InputAges(
            NOW,
            List.of(
                new Age("alerts.jsonl", Kind.FILE, NOW.minusSeconds(120)),
                new Age("cases.jsonl", Kind.FILE, null),
                new Age("verdicts.jsonl", Kind.FILE, null)),
            "it does not answer");
    assertEquals(
        List.of(
            "it does not answer",
            "no file cases.jsonl",
            "no verdict yet",
            "file alerts.jsonl, written 2 min ago, 2026-01-15 11:58 UTC"),
        AgeWords.words(known, NOW));
  }

  @Test
  void aLineOfThemHasNoClockTimes() {
    InputAges known = new InputAges(NOW, List.of(record("payments", Duration.ofMinutes(4))), null);
    assertEquals(List.of("payments 4 min ago"), AgeWords.brief(known, NOW));
  }
}
