package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.FoldForecast.FoldedEpisode;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.rules.score.StoredVerdict.Effect;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** What is said beforehand is what the book of a job then says. */
class FoldForecastTest {
  private static final int CASES = RandomCases.count(100);

  private static KnownFinding known(Finding finding) {
    return new KnownFinding(
        RandomVerdicts.RULES.head(finding.rule()).id(),
        finding.id(),
        finding.time(),
        finding.quality().value());
  }

  @Test
  void randomFindingsAndVerdictsComeToWhatTheBookSays() {
    Random random = RandomCases.random(73);
    int judged = 0;
    for (int i = 0; i < CASES; i++) {
      RandomVerdicts one = new RandomVerdicts(random);
      List<KnownFinding> findings = new ArrayList<>();
      for (AlertTrack track : RandomVerdicts.TRACKS) {
        one.findings.get(track).forEach(finding -> findings.add(known(finding)));
      }
      for (Object next : one.shuffled()) {
        if (next instanceof Finding finding) {
          one.desk.takes(finding, Long.MAX_VALUE);
        } else {
          one.desk.takes((Verdict) next, Long.MAX_VALUE);
        }
      }
      FoldForecast outlook = new FoldForecast(RandomVerdicts.RULES, one.asked());
      for (AlertTrack track : RandomVerdicts.TRACKS) {
        FoldedEpisode folded = outlook.of(track, findings, one.verdicts.get(track));
        assertAsTheBookSays(one.desk.last.get(track), folded, "case " + i + ", " + track);
        judged += folded.content() == null || one.verdicts.get(track).isEmpty() ? 0 : 1;
      }
    }
    assertEquals(true, judged > CASES / 2, judged + " alerts had verdicts");
  }

  private static void assertAsTheBookSays(AlertRevision last, FoldedEpisode folded, String what) {
    AlertContent said = last == null ? null : last.content();
    if (said == null) {
      assertNull(folded.content(), what);
      return;
    }
    AlertContent content = folded.content();
    assertEquals(said.episode(), content.episode(), what);
    assertEquals(said.open(), content.open(), what);
    assertEquals(said.score().value(), content.score().value(), what);
    assertEquals(said.peak(), content.peak(), what);
    assertEquals(said.asOf(), content.asOf(), what);
    assertEquals(said.findings(), content.findings(), what);
    assertEquals(last.judgement().suppressed(), folded.suppressed(), what);
    assertEquals(last.judgement().closedBy() == null, folded.episode().endedBy() == null, what);
  }

  @Test
  void fromAnEpisodeAloneAVerdictActsOnceAndWithItsSecondEyes() {
    long asOf = Evidence.day(5);
    Verdict unfounded = Says.of("v1", VerdictType.UNFOUNDED, 6).on(AlertTrack.PAYER);
    FoldForecast eyes = new FoldForecast(RandomVerdicts.RULES, Band.HIGH);
    Episode high = FoldForecast.episode(1, true, 70, asOf, null);
    assertEquals(
        Effect.LACKED_EYES,
        eyes.of(AlertTrack.PAYER, high, List.of(unfounded)).effects().get("v1"));
    Episode lower = FoldForecast.episode(1, true, 69.9, asOf, null);
    FoldedEpisode acted = eyes.of(AlertTrack.PAYER, lower, List.of(unfounded));
    assertEquals(Effect.ACTED, acted.effects().get("v1"));
    assertEquals("v1", acted.episode().endedBy());
    Episode ended = FoldForecast.episode(1, false, 69.9, asOf, "v0");
    FoldedEpisode nothing = eyes.of(AlertTrack.PAYER, ended, List.of(unfounded));
    assertEquals(Effect.NOTHING, nothing.effects().get("v1"));
    assertEquals("v0", nothing.episode().endedBy());
  }

  @Test
  void fromAnEpisodeAloneWhatIsTakenBackLeavesTheNextVerdictToClose() {
    List<Verdict> verdicts =
        List.of(
            Says.of("v1", VerdictType.UNFOUNDED, 6).on(AlertTrack.PAYER),
            Says.of("v2", VerdictType.CONFIRMED, 6.5).on(AlertTrack.PAYER),
            Says.back("v3", 8, "v1").on(AlertTrack.PAYER));
    FoldForecast outlook = new FoldForecast(RandomVerdicts.RULES, null);
    Episode resumed = FoldForecast.episode(1, true, 60, Evidence.day(5), null);
    assertEquals("v2", outlook.of(AlertTrack.PAYER, resumed, verdicts).episode().endedBy());
  }
}
