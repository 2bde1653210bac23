package org.drey.streaming.operator;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.functions.MapFunction;
import org.drey.event.Finding;
import org.drey.event.GroupValue;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.CorrelationRule.GroupField;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.schema.FieldType;
import org.jspecify.annotations.Nullable;

/** Findings as records: what the topic carries, and what a line of a file is made of. */
public final class FindingRecords
    implements MapFunction<org.drey.rules.correlate.Finding, Finding>, Serializable {
  private static final long serialVersionUID = 1L;

  private final RuleSet rules;

  public FindingRecords(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public Finding map(org.drey.rules.correlate.Finding finding) {
    finding.from().demand(rules.mark());
    return of(finding);
  }

  /** A finding as a record. */
  public Finding of(org.drey.rules.correlate.Finding finding) {
    RuleHead head = rules.head(finding.rule());
    ScoringPart scoring = head.scoring();
    return Finding.newBuilder()
        .setFindingId(finding.id())
        .setRuleId(head.id())
        .setRuleVersion(head.version())
        .setIndicator(scoring == null ? null : scoring.indicator())
        .setTrack(scoring == null ? null : scoring.track().name().toLowerCase(Locale.ROOT))
        .setGroup(group(finding, scoring))
        .setEventId(finding.event().eventId())
        .setProvider(finding.event().provider())
        .setTokenDomain(finding.tokenDomain())
        .setKeyVersion(finding.event().keyVersion())
        .setEventTime(Instant.ofEpochMilli(finding.time()))
        .setObserved(finding.observed())
        .setQuality(finding.quality().value())
        .setCaveats(head.quality().words(finding.quality()))
        .setEvidence(finding.evidence())
        .setShadow(!head.live())
        .build();
  }

  private List<GroupValue> group(
      org.drey.rules.correlate.Finding finding, @Nullable ScoringPart scoring) {
    List<GroupValue> group = new ArrayList<>();
    if (rules.isDetection(finding.rule())) {
      if (finding.group().length > 0) {
        Objects.requireNonNull(scoring, "a detection groups by the entity that it scores");
        group.add(new GroupValue(scoring.entity(), finding.group()[0], true));
      }
      return group;
    }
    CorrelationRule rule = rules.correlation(finding.rule());
    for (int i = 0; i < rule.groupBy().size(); i++) {
      GroupField field = rule.groupBy().get(i);
      group.add(new GroupValue(field.name(), finding.group()[i], isText(field.type())));
    }
    return group;
  }

  private static boolean isText(FieldType type) {
    return switch (type) {
      case LONG, DOUBLE, DECIMAL, BOOLEAN -> false;
      case ENUM, TEXT, TEXT_LIST -> true;
    };
  }
}
