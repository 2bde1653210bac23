package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.Score.Gate;
import org.drey.rules.score.Score.Offset;
import org.drey.rules.score.Score.PointSteps;
import org.drey.rules.score.Score.Reason;
import org.junit.jupiter.api.Test;

/** A score explains itself: computed again of what it says, changed or not, it is the fold's. */
class ScoreInputsTest {
  private static final int CASES = RandomCases.count(150);

  /** The score of a random ledger at the time of one of its entries. */
  private record Case(RandomLedger ledger, long time, Score score) {
    static List<Case> of(Random random) {
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < CASES; i++) {
        RandomLedger ledger = new RandomLedger(random);
        List<LedgerEntry> entries = RandomLedger.ledger(ledger.entries).entries();
        long time = entries.get(random.nextInt(entries.size())).time();
        cases.add(new Case(ledger, time, inputs(ledger, time, entries, ledger.victim).score()));
      }
      return cases;
    }

    /** The fold of the ledger's findings that a question leaves, and of one that it adds. */
    double folded(Set<String> left, List<LedgerEntry> added, boolean asVictim) {
      List<LedgerEntry> findings = new ArrayList<>(RandomLedger.ledger(ledger.entries).entries());
      findings.removeIf(one -> left.contains(one.findingId()));
      findings.addAll(added);
      List<LedgerEntry> victim = asVictim ? ledger.victim : List.of();
      double expected = NaiveScore.at(time, ledger.track, findings, victim, ledger.rules);
      assertEquals(expected, inputs(ledger, time, findings, victim).value());
      return expected;
    }

    private static ScoreInputs inputs(
        RandomLedger ledger, long time, List<LedgerEntry> entries, List<LedgerEntry> victim) {
      return new EntityScorer(ledger.rules)
          .at(time, ledger.track, entries, RandomLedger.ledger(victim).entries());
    }

    /** What an alert says, read back: of each reason so many entries, the others as one. */
    ScoreInputs said(int listed) {
      List<ScoredEntry> entries = new ArrayList<>();
      for (Reason one : reasons()) {
        one.entries().stream()
            .limit(listed)
            .forEach(entry -> entries.add(new ScoredEntry(entry, one.scoring(), one.sources())));
        LedgerEntry rest = found(one.scoring(), "rest", time, one.rest(listed, time));
        entries.add(new ScoredEntry(rest, one.scoring(), one.sources()));
      }
      Stream.concat(score.offsets().stream(), score.idle().stream())
          .forEach(
              one ->
                  entries.add(
                      new ScoredEntry(
                          found(scoring(one), one.indicator(), time, 1), scoring(one), List.of())));
      return new ScoreInputs(time, ledger.track, entries, score.held(), Set.of());
    }

    List<Reason> reasons() {
      return Stream.concat(score.reasons().stream(), score.faint().stream()).toList();
    }

    private ScoringPart scoring(Offset offset) {
      return ledger.rules.scoring(offset.ruleId());
    }
  }

  private static LedgerEntry found(ScoringPart scoring, String id, long time, double strength) {
    return new LedgerEntry(
        scoring.indicator(),
        "",
        id,
        time,
        strength,
        FindingQuality.FULL,
        1,
        1,
        Finding.NO_EXPIRY,
        false,
        0);
  }

  private static ScoreInputs without(ScoreInputs inputs, Set<String> findings) {
    List<ScoredEntry> left =
        inputs.entries().stream()
            .filter(one -> !findings.contains(one.entry().findingId()))
            .toList();
    return new ScoreInputs(inputs.time(), inputs.track(), left, inputs.held(), Set.of());
  }

  @Test
  void whatItSaysGivesItAgain() {
    int cut = 0;
    for (Case one : Case.of(RandomCases.random(31))) {
      for (int listed : List.of(AlertContent.MAX_LISTED, 1)) {
        Score again = one.said(listed).score();
        assertEquals(one.score.value(), again.value());
        assertEquals(lines(one.score), lines(again));
        assertEquals(one.score.hard(), again.hard(), 1e-9);
        assertEquals(one.score.streams(), again.streams());
      }
      cut += one.reasons().stream().anyMatch(reason -> reason.entries().size() > 1) ? 1 : 0;
    }
    assertTrue(cut > CASES / 4, cut + " with a reason of several entries");
  }

  private static List<String> lines(Score score) {
    List<String> lines = new ArrayList<>();
    score.reasons().forEach(one -> lines.add(one.indicator() + " " + one.points()));
    score.offsets().forEach(one -> lines.add(one.indicator() + " " + one.points()));
    score.gates().forEach(one -> lines.add(one.id() + " " + one.points()));
    return lines;
  }

  @Test
  void withoutSomeFindingsItIsTheFoldOfTheOthers() {
    Random random = RandomCases.random(32);
    int changed = 0;
    for (Case one : Case.of(random)) {
      Set<String> left = new HashSet<>();
      for (Reason reason : one.reasons()) {
        reason.entries().stream()
            .filter(entry -> random.nextBoolean())
            .forEach(entry -> left.add(entry.findingId()));
      }
      double value = without(one.said(AlertContent.MAX_LISTED), left).value();
      assertEquals(one.folded(left, List.of(), true), value);
      changed += value == one.score.value() ? 0 : 1;
    }
    assertTrue(changed > CASES / 2, changed + " changed");
  }

  @Test
  void withOneMoreFindingItIsTheFoldWithThat() {
    Random random = RandomCases.random(33);
    int changed = 0;
    for (Case one : Case.of(random)) {
      List<RuleHead> heads =
          one.ledger.rules.heads().stream()
              .filter(head -> head.scoring() != null)
              .filter(head -> head.scoring().track() == one.ledger.track)
              .toList();
      RuleHead head = heads.get(random.nextInt(heads.size()));
      LedgerEntry more =
          Evidence.of(one.ledger.rules, one.ledger.track, head.scoring().indicator(), one.time, 1);
      ScoredEntry scored = new ScoredEntry(more, head.scoring(), head.sources());
      double value = one.said(AlertContent.MAX_LISTED).with(scored).value();
      assertEquals(one.folded(Set.of(), List.of(more), true), value);
      changed += value == one.score.value() ? 0 : 1;
    }
    assertTrue(changed > CASES / 3, changed + " changed");
  }

  @Test
  void withoutWhatSpeaksAgainstItOrHoldsItItIsTheFoldWithoutThat() {
    int offsets = 0;
    int holds = 0;
    for (Case one : Case.of(RandomCases.random(34))) {
      ScoreInputs said = one.said(AlertContent.MAX_LISTED);
      Set<String> benign = new HashSet<>();
      for (LedgerEntry entry : one.ledger.entries) {
        if (one.ledger.rules.scoring(entry.ruleId()).isBenign()) {
          benign.add(entry.findingId());
          benign.add(entry.indicator()); // as an alert has it, which names no benign finding
        }
      }
      assertEquals(one.folded(benign, List.of(), true), without(said, benign).value());
      ScoreInputs free = said.lifting("VICTIM_HOLD");
      assertEquals(one.folded(Set.of(), List.of(), false), free.value());
      offsets += one.score.offsets().isEmpty() ? 0 : 1;
      holds += one.score.held() ? 1 : 0;
    }
    assertTrue(offsets > 0 && holds > 0, offsets + " with offsets, " + holds + " held");
  }

  @Test
  void withoutAGateTheNextOneHoldsIt() {
    int held = 0;
    for (Case one : Case.of(RandomCases.random(35))) {
      ScoreInputs said = one.said(AlertContent.MAX_LISTED);
      double before = one.score.value();
      for (List<Gate> gates = one.score.gates(); !gates.isEmpty(); held++) {
        if (gates.get(0).id().equals("CEILING")) {
          break;
        }
        said = said.lifting(gates.get(0).id());
        Score next = said.score();
        assertTrue(next.value() >= before);
        before = next.value();
        gates = next.gates();
      }
      double sum = one.score.reasons().stream().mapToDouble(Reason::points).sum();
      sum += one.score.offsets().stream().mapToDouble(Offset::points).sum();
      assertEquals(Math.min(100, sum), before, 1e-9);
    }
    assertTrue(held > 0);
  }

  @Test
  void theStepsOfAReasonLeadToItsPoints() {
    for (Case one : Case.of(RandomCases.random(36))) {
      for (Reason reason : one.reasons()) {
        PointSteps steps = reason.steps();
        assertEquals(reason.scoring().points(), steps.most());
        assertTrue(steps.most() >= steps.fresh() && steps.fresh() >= steps.undamped() - 1e-9);
        assertTrue(steps.damping() <= 1 && steps.capped() <= 1);
        assertEquals(reason.points(), steps.points(), 0.5); // the largest has what rounding left
      }
    }
  }
}
