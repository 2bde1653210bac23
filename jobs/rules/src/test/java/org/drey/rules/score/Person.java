package org.drey.rules.score;

import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Track;

/** An entity on one track, and on the victim track, to whom findings happen. */
final class Person {
  private final RuleSet rules;
  private final Track track;
  private final Fold fold;
  Ledger ledger = Ledger.empty();
  Ledger victim = Ledger.empty();

  Person(RuleSet rules, Track track) {
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
      victim.add(Evidence.of(rules, Track.VICTIM, indicator, Evidence.day(day), 1));
    }
    return this;
  }

  /** The score at a day. */
  Score at(double day) {
    return new Scorer(rules).at(Evidence.day(day), track, ledger.entries(), victim.entries());
  }

  /** The score at the newest entry. */
  Score score() {
    long newest = ledger.entries().get(ledger.entries().size() - 1).time();
    return new Scorer(rules).at(newest, track, ledger.entries(), victim.entries());
  }

  double familyPoints(String family) {
    long newest = ledger.entries().get(ledger.entries().size() - 1).time();
    return Families.at(newest, ledger.entries(), rules).get(family).points;
  }

  AlertContent alert() {
    return fold.content(track, ledger, victim);
  }
}
