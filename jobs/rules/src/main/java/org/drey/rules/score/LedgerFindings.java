package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.EvidenceEvent;
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

  /** The ids of the rules on trial: asked of each entry. */
  private final Set<String> trials;

  /**
   * Findings of some rules.
   *
   * @param names the entities, as KIND:token, that the details of an event name
   */
  LedgerFindings(RuleSet rules, Function<byte[], List<String>> names) {
    this.rules = rules;
    this.names = names;
    this.trials =
        rules.heads().stream()
            .filter(head -> !head.live())
            .map(RuleHead::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  ScoringPart scoring(Finding finding) {
    return Objects.requireNonNull(
        rules.head(finding.rule()).scoring(), "only findings of scored rules come to a score");
  }

  boolean isLive(Finding finding) {
    return rules.head(finding.rule()).live();
  }

  /** Returns whether the rule that found an entry is on trial now. */
  boolean isOnTrial(LedgerEntry entry) {
    return trials.contains(entry.ruleId());
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
   * Returns the events that an alert shows of it, the completing one first: of a benign one, and of
   * one that speaks of no person, none.
   */
  List<EvidenceEvent> events(Finding finding) {
    return scoring(finding).isShown() ? finding.shown().list() : List.of();
  }

  /**
   * Returns the entities, as KIND:token, that its group names and the completing event does not.
   */
  List<String> grouped(Finding finding) {
    if (rules.isDetection(finding.rule())) {
      return List.of();
    }
    List<String> named = names.apply(finding.shown().first().details());
    List<String> grouped = new ArrayList<>();
    CorrelationRule rule = rules.correlation(finding.rule());
    for (int i = 0; i < rule.groupBy().size(); i++) {
      String kind = rule.groupBy().get(i).kind();
      String name = kind + ":" + finding.group()[i];
      boolean isNamed = kind != null && NAMED.contains(kind) && !kind.equals(HOST);
      if (isNamed && !named.contains(name) && !grouped.contains(name)) {
        grouped.add(name);
      }
    }
    grouped.remove(ofItself(owner(finding)));
    return grouped;
  }

  /** Returns the other entities that a finding names, as KIND:token, sorted. */
  List<String> linked(Finding finding) {
    return scoring(finding).isShown()
        ? linked(owner(finding), grouped(finding), finding.shown().first().details())
        : List.of();
  }

  /**
   * The same of one that is kept.
   *
   * @param grouped those that its group names
   * @param details those of the completing event
   */
  List<String> linked(EntityKey own, List<String> grouped, byte[] details) {
    Set<String> linked = new TreeSet<>(grouped);
    linked.addAll(names.apply(details));
    linked.remove(ofItself(own));
    return new ArrayList<>(linked);
  }

  private static EntityKey owner(Finding finding) {
    return Objects.requireNonNull(finding.entity(), "a finding that is scored has an entity");
  }

  private static String ofItself(EntityKey own) {
    return own.kind() + ":" + own.token();
  }
}
