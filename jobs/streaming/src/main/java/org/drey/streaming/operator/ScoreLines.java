package org.drey.streaming.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.event.Offset;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.Score;

/** The lines of a score as records, with all that it takes to compute it again. */
final class ScoreLines {
  /** All evidence of the reasons, which share it. */
  private static final int EVIDENCE_BYTES = 300_000;

  /** All findings of the reasons, which share it. */
  private static final int FINDINGS_BYTES = 120_000;

  /** All words on why findings do not count in full. */
  private static final int CAVEATS_BYTES = 31_000;

  /** Bytes of a finding besides its id: time and strength. */
  private static final int ENTRY_BYTES = 14;

  private final RuleSet rules;
  private final long asOf;
  private final Map<String, List<String>> evidence;

  /**
   * Lines of a score.
   *
   * @param asOf its time
   * @param evidence ids of events, by indicator
   */
  ScoreLines(RuleSet rules, long asOf, Map<String, List<String>> evidence) {
    this.rules = rules;
    this.asOf = asOf;
    this.evidence = evidence;
  }

  List<Reason> reasons(List<Score.Reason> reasons) {
    return reasons.stream().map(one -> reason(one, reasons.size())).toList();
  }

  private Reason reason(Score.Reason reason, int reasons) {
    RuleHead head =
        Objects.requireNonNull(
            rules.byId(reason.entry().ruleId()), "a reason is of a rule of the set that scores");
    CorrelationRule correlation =
        rules.isDetection(head.index()) ? null : rules.correlation(head.index());
    ScoringPart scoring =
        Objects.requireNonNull(head.scoring(), "a reason is of a rule that scores");
    List<LedgerEntry> listed = listed(reason.entries(), FINDINGS_BYTES / reasons);
    List<String> caveats = head.quality().words(reason.entry().quality());
    List<String> events = evidence.getOrDefault(reason.indicator(), List.of());
    return Reason.newBuilder()
        .setIndicator(reason.indicator())
        .setRuleId(head.id())
        .setRuleVersion(head.version())
        .setFamily(reason.family().name())
        .setPoints(reason.points())
        .setObserved((double) reason.entry().observed())
        .setThreshold(correlation == null ? "" : threshold(correlation))
        .setWindow(correlation == null ? "" : correlation.window())
        .setStreams(reason.sources())
        .setEvidence(ByteBudget.ids(events, EVIDENCE_BYTES / reasons))
        .setFindings(listed.stream().map(LedgerEntry::findingId).toList())
        .setMost(scoring.points())
        .setUndamped(reason.steps().undamped())
        .setDamping(reason.steps().damping())
        .setCap(reason.family().cap())
        .setHard(scoring.hard())
        .setStrength(scoring.strength())
        .setHalfLifeSeconds(scoring.halfLifeMillis() / 1000)
        .setEntries(listed.stream().map(ScoreLines::entry).toList())
        .setRest(reason.rest(listed.size(), asOf))
        .setQuality(reason.entry().quality().value())
        .setCaveats(ByteBudget.ids(caveats, CAVEATS_BYTES / reasons))
        .build();
  }

  private static ReasonEntry entry(LedgerEntry one) {
    return new ReasonEntry(Instant.ofEpochMilli(one.time()), one.strength());
  }

  static List<Offset> offsets(List<Score.Offset> offsets) {
    return offsets.stream()
        .map(one -> new Offset(one.indicator(), one.ruleId(), one.points(), one.full()))
        .toList();
  }

  /** The newest entries, as many as so many bytes hold, but one at least. */
  private static List<LedgerEntry> listed(List<LedgerEntry> entries, int bytes) {
    List<LedgerEntry> newest =
        entries.subList(0, Math.min(entries.size(), AlertContent.MAX_LISTED));
    return ByteBudget.first(newest, one -> ByteBudget.of(one.findingId()) + ENTRY_BYTES, bytes);
  }

  private static String threshold(CorrelationRule rule) {
    return rule.type().isTemporal()
        ? "all " + rule.references().size()
        : rule.threshold().toString();
  }
}
