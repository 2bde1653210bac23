package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;

/** Findings of scored rules as ledgers keep them. */
final class LedgerFindings {
  /** The kinds of entities that an alert is linked to: not names. */
  private static final Set<String> NAMED = Set.of("SUBJECT", "PAYEE", "HOST", "MERCHANT", "DEVICE");

  /** The event says by itself who hosts, unless that is a child. */
  private static final String HOST = "HOST";

  private final RuleSet rules;
  private final Function<byte[], List<String>> names;

  /**
   * Findings of some rules.
   *
   * @param names the entities, as KIND:token, that the details of an event name
   */
  LedgerFindings(RuleSet rules, Function<byte[], List<String>> names) {
    this.rules = rules;
    this.names = names;
  }

  ScoringPart scoring(Finding finding) {
    return Objects.requireNonNull(
        rules.head(finding.rule()).scoring(), "only findings of scored rules come to a score");
  }

  boolean isLive(Finding finding) {
    return rules.head(finding.rule()).live();
  }

  /** Returns what the fold computes with. */
  LedgerEntry entry(Finding finding) {
    return entry(
        rules.head(finding.rule()),
        finding.id(),
        finding.time(),
        finding.quality(),
        finding.observed(),
        finding.events(),
        finding.expiresAt());
  }

  /** The same of a scored rule's finding that comes in parts. */
  static LedgerEntry entry(
      RuleHead head,
      String id,
      long time,
      FindingQuality quality,
      long observed,
      int events,
      long expiresAt) {
    ScoringPart scoring =
        Objects.requireNonNull(head.scoring(), "only findings of scored rules come to a score");
    boolean benign = scoring.isBenign();
    return new LedgerEntry(
        scoring.indicator(),
        head.id(),
        benign ? LedgerEntry.NO_ID : id,
        time,
        scoring.strengthAt(quality.value()),
        benign ? FindingQuality.FULL : quality,
        benign ? 0 : observed,
        benign ? 0 : events,
        expiresAt,
        !benign && (scoring.hard() || scoring.opens()),
        0);
  }

  /**
   * Returns what an alert shows of it: of a benign one, and of one that speaks of no person,
   * nothing.
   */
  ShownFinding shown(Finding finding) {
    return scoring(finding).isShown()
        ? new ShownFinding(finding.shown(), linked(finding))
        : ShownFinding.NOTHING;
  }

  /** The other entities that the completing event names, overlaid by the group. */
  private List<String> linked(Finding finding) {
    Set<String> linked = new TreeSet<>();
    if (!rules.isDetection(finding.rule())) {
      CorrelationRule rule = rules.correlation(finding.rule());
      for (int i = 0; i < rule.groupBy().size(); i++) {
        String kind = rule.groupBy().get(i).kind();
        if (kind != null && NAMED.contains(kind) && !kind.equals(HOST)) {
          linked.add(kind + ":" + finding.group()[i]);
        }
      }
    }
    linked.addAll(names.apply(finding.shown().first().details()));
    EntityKey own =
        Objects.requireNonNull(finding.entity(), "a finding that is scored has an entity");
    linked.remove(own.kind() + ":" + own.token());
    return new ArrayList<>(linked);
  }
}
