package org.drey.rules.score;

import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.ScoreInputs.FamilyEvidence;

/** An entity on one track, and on the victim track, to whom findings happen. */
final class Person {
  private final RuleSet rules;
  private final AlertTrack track;
  private final Fold fold;
  Ledger ledger = Ledger.empty();
  Ledger victim = Ledger.empty();

  Person(RuleSet rules, AlertTrack track) {
    this.rules = rules;
    this.track = track;
    this.fold = new Fold(rules);
  }

  Person with(String indicator, double... days) {
    for (double day : days) {
      ledger.add(Evidence.of(rules, track, indicator, Evidence.day(day), 1));
    }
    return this;
  }

  Person withQuality(double quality, String indicator, double day) {
    ledger.add(Evidence.of(rules, track, indicator, Evidence.day(day), quality));
    return this;
  }

  Person asVictim(String indicator, double... days) {
    for (double day : days) {
      victim.add(Evidence.of(rules, AlertTrack.VICTIM, indicator, Evidence.day(day), 1));
    }
    return this;
  }

  /** The score at a day. */
  Score at(double day) {
    return inputs(Evidence.day(day)).score();
  }

  /** The score at the newest entry. */
  Score score() {
    return inputs(newest()).score();
  }

  double familyPoints(String family) {
    return FamilyEvidence.of(inputs(newest())).get(family).points();
  }

  private long newest() {
    return ledger.entries().get(ledger.entries().size() - 1).time();
  }

  private ScoreInputs inputs(long time) {
    return new EntityScorer(rules).at(time, track, ledger.entries(), victim.entries());
  }

  AlertContent alert() {
    return fold.content(track, ledger, victim);
  }
}
