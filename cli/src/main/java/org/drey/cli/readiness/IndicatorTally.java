package org.drey.cli.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.rules.catalogue.FieldsRead;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/** The records that the rules of an indicator take on one track, or would with a column more. */
final class IndicatorTally {
  private final String indicator;
  private final ScoringPart scoring;
  private boolean isLive;
  private final List<RuleNeed> needs = new ArrayList<>();
  private final NavigableSet<String> fields = new TreeSet<>();
  private final RecordTally taken = new RecordTally();
  private final Map<String, RecordTally> oneMore = new TreeMap<>();

  private IndicatorTally(ScoringPart scoring) {
    this.indicator = scoring.indicator();
    this.scoring = scoring;
  }

  /** Returns those of a rule set, by indicator, then by track. */
  static Collection<IndicatorTally> of(RuleSet rules) {
    Map<String, IndicatorTally> tallies = new TreeMap<>();
    for (RuleHead head : rules.heads()) {
      ScoringPart scoring = head.scoring();
      if (scoring != null) {
        tallies
            .computeIfAbsent(
                scoring.indicator() + " " + scoring.track(), key -> new IndicatorTally(scoring))
            .add(rules, head);
      }
    }
    return tallies.values();
  }

  private void add(RuleSet rules, RuleHead head) {
    isLive |= head.live();
    needs.add(RuleNeed.of(rules, head.index()));
    fields.addAll(FieldsRead.of(rules, head.index()));
  }

  String indicator() {
    return indicator;
  }

  AlertTrack track() {
    return scoring.track();
  }

  /** Returns the field whose value is scored. */
  String entity() {
    return scoring.entity();
  }

  boolean isLive() {
    return isLive;
  }

  /** Returns whether it speaks of a child in danger. */
  boolean isOfVictim() {
    return track() == AlertTrack.VICTIM && !scoring.isBenign();
  }

  /** Returns whether it speaks against someone who may be such a child. */
  boolean isOfSuspect() {
    return track().heldBy() == AlertTrack.VICTIM && !scoring.isBenign();
  }

  /** Returns what each of its rules needs; one is enough. */
  List<RuleNeed> needs() {
    return needs;
  }

  /** Returns the fields that its rules read, such as payments.payee. */
  NavigableSet<String> fields() {
    return fields;
  }

  RecordTally taken() {
    return taken;
  }

  /** Returns the records that a rule would take if a column were filled, by column. */
  Map<String, RecordTally> oneMore() {
    return oneMore;
  }
}
