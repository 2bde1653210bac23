package org.drey.rules.catalogue;

import java.util.SortedSet;
import java.util.TreeSet;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.DetectionRule;
import org.drey.rules.compile.QualityFactors;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.schema.StreamSchema;

/** The fields of streams that a rule reads, itself or through the rules that it is built on. */
public final class FieldsRead {
  private final RuleSet rules;
  private final SortedSet<String> fields = new TreeSet<>();

  private FieldsRead(RuleSet rules) {
    this.rules = rules;
  }

  /** Returns those of a rule, such as payments.payee. */
  public static SortedSet<String> of(RuleSet rules, int rule) {
    FieldsRead read = new FieldsRead(rules);
    read.read(rule);
    read.quality(rule);
    return read.fields;
  }

  /** Returns those whose values state keeps of a correlation's events. */
  static SortedSet<String> kept(RuleSet rules, CorrelationRule rule) {
    FieldsRead read = new FieldsRead(rules);
    for (CorrelationRule.Reference reference : rule.references()) {
      reference.eachRead(at -> read.follow(reference.rule(), rules.carried().get(at)));
      for (int at : rule.kept()) {
        read.follow(reference.rule(), rules.carried().get(at));
      }
    }
    return read.fields;
  }

  /** Returns those that name the entity with which a correlation's state is. */
  static SortedSet<String> naming(RuleSet rules, CorrelationRule rule) {
    FieldsRead read = new FieldsRead(rules);
    for (CorrelationRule.Reference reference : rule.references()) {
      read.follow(reference.rule(), rules.carried().get(reference.route().token()));
    }
    return read.fields;
  }

  /** Returns those that name the entity which a rule scores. */
  static SortedSet<String> scored(RuleSet rules, RuleHead head) {
    FieldsRead read = new FieldsRead(rules);
    ScoringPart scoring = head.scoring();
    if (scoring != null) {
      read.follow(head.index(), scoring.entity());
    }
    return read.fields;
  }

  /** Adds what the quality of its findings depends on: of the rule alone, not of those below. */
  private void quality(int rule) {
    QualityFactors quality = rules.head(rule).quality();
    quality.fields().forEach(field -> follow(rule, field.name()));
    if (rules.isDetection(rule)) {
      StreamSchema stream = rules.detection(rule).stream();
      quality.factors().forEach(one -> one.applies().eachRead(slot -> add(stream, slot)));
      if (quality.severe() != null) {
        quality.severe().eachRead(slot -> add(stream, slot));
      }
    }
  }

  private void read(int rule) {
    if (rules.isDetection(rule)) {
      read(rules.detection(rule));
      return;
    }
    for (CorrelationRule.Reference reference : rules.correlation(rule).references()) {
      read(reference.rule());
      reference.eachRead(at -> follow(reference.rule(), rules.carried().get(at)));
    }
  }

  private void read(DetectionRule rule) {
    rule.condition().eachRead(slot -> add(rule.stream(), slot));
    if (rule.entity() != null) {
      rule.entity().eachRead(slot -> add(rule.stream(), slot));
    }
    if (rule.confidence() != null) {
      add(rule.stream(), rule.confidence());
    }
    if (rule.expiry() != null) {
      add(rule.stream(), rule.expiry());
    }
  }

  /** Adds what a carried value is read from, down to the streams; one that lacks it has null. */
  private void follow(int rule, String name) {
    if (rules.isDetection(rule)) {
      StreamSchema stream = rules.detection(rule).stream();
      if (stream.slot(name) >= 0) {
        add(stream, stream.slot(name));
      }
      return;
    }
    CorrelationRule user = rules.correlation(rule);
    int group =
        user.groupBy().stream().map(CorrelationRule.GroupField::name).toList().indexOf(name);
    for (int i = 0; i < user.references().size(); i++) {
      CorrelationRule.Reference reference = user.references().get(i);
      if (group >= 0) {
        follow(reference.rule(), rules.carried().get(reference.groupBy()[group]));
      } else if (completes(user, i)) {
        follow(reference.rule(), name);
      }
    }
  }

  private static boolean completes(CorrelationRule rule, int reference) {
    return rule.type() != CorrelationRule.Type.TEMPORAL_ORDERED
        || reference == rule.references().size() - 1;
  }

  private void add(StreamSchema stream, int slot) {
    fields.add(stream.topic() + "." + stream.fields().get(slot).name());
  }
}
