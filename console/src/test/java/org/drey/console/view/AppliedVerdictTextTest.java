package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.drey.alerts.explain.AlertView.VerdictView;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

/** A revision names each verdict that it took up. */
final class AppliedVerdictTextTest {
  private static final Instant T = Instant.parse("2026-01-15T12:00:00Z");

  private final AppliedVerdictText words =
      new AppliedVerdictText(
          List.of(judged("v1", 1, "a17"), judged("v2", 2, "b2"), judged("v3", 3, "c3")));

  /** All three say the same, so that the word alone would not differ. */
  private static VerdictView judged(String id, int second, String analyst) {
    Verdict verdict = ConsoleAlerts.verdict(ConsoleAlerts.of(Track.PAYER, "payer"), id, at(second));
    verdict.setVerdict(VerdictType.UNFOUNDED);
    verdict.setReason(VerdictReason.NO_PATTERN);
    verdict.setAnalyst(analyst);
    verdict.setSecondAnalyst(id.equals("v3") ? "b2" : null);
    return new VerdictView(verdict, at(second).toEpochMilli(), false, false);
  }

  private static Instant at(int second) {
    return T.plusSeconds(second);
  }

  @Test
  void theOneThatIsNewIsNamedThoughTheWordIsTheSame() {
    assertEquals("took up UNFOUNDED, no pattern, by a17 [verdict v1]", words.words(null, at(1)));
    assertEquals("took up UNFOUNDED, no pattern, by b2 [verdict v2]", words.words(at(1), at(2)));
    assertEquals("", words.words(at(2), at(2)));
    assertEquals("", words.words(null, null));
  }

  @Test
  void thoseInBetweenCameWithIt() {
    assertEquals(
        "took up UNFOUNDED, no pattern, by b2 [verdict v2];"
            + " UNFOUNDED, no pattern, by c3 and b2 [verdict v3]",
        words.words(at(1), at(3)));
  }

  @Test
  void whatIsNotAtHandIsNotNamed() {
    assertEquals("", words.words(at(1), at(9)));
    assertEquals("took up UNFOUNDED, no pattern, by b2 [verdict v2]", words.newest(at(2)));
    assertEquals("", words.newest(null));
  }
}
