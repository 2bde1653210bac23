package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Confidence;
import org.drey.event.EntityKind;
import org.drey.event.Gate;
import org.drey.event.Offset;
import org.drey.event.Priority;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.drey.rules.cases.LinkBook;
import org.drey.rules.cases.Naming;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.score.Explanation;
import org.drey.rules.score.Explanation.Behind;
import org.drey.rules.score.Judgement;
import org.drey.rules.score.LastRevision;
import org.drey.rules.score.Score;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.VerdictType;

/**
 * Writes revisions as alert records. An alert is one record, which has to fit a broker with default
 * settings (1 MiB) regardless of the tokens providers use: of the evidence of its reasons it shows
 * the newest events that fit.
 */
public final class AlertRecords {
  /** All evidence of the reasons; enough for 45 reasons with 50 events of the longest ids. */
  private static final int EVIDENCE_BYTES = 300_000;

  /** All ids of findings of the reasons; enough for 50 reasons with 50 each. */
  private static final int REASONS_FINDINGS_BYTES = 85_000;

  /** The most ids of findings. */
  static final int MAX_FINDINGS = AlertContent.MAX_FINDINGS;

  /** All ids of findings; enough for so many. */
  private static final int FINDINGS_BYTES = 240_000;

  /** All events, of which each names its indicators. */
  private static final int EVENTS_BYTES = 200_000;

  /** What the fields of an event have besides its ids and indicators, at most. */
  private static final int EVENT_BYTES = 1_400;

  /** What Avro writes before a text of this size. */
  private static final int LENGTH_BYTES = 2;

  private final RuleSet rules;
  private final long generation;

  /**
   * Records of a job.
   *
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   */
  AlertRecords(RuleSet rules, long generation) {
    this.rules = rules;
    this.generation = generation;
  }

  /**
   * Revisions of an entity's alerts as records.
   *
   * @param links what the entity names
   */
  List<Alert> of(EntityKey entity, List<AlertRevision> revisions, LinkBook links) {
    return revisions.stream()
        .map(revision -> of(entity, revision, links.names(revision.track()).last()))
        .toList();
  }

  /**
   * A revision as a record.
   *
   * @param named the entities that findings of its track named last
   */
  Alert of(EntityKey entity, AlertRevision one, List<Naming> named) {
    LastRevision kept = one.kept();
    LastRevision.State state = kept.state();
    Alert alert = new Alert();
    alert.setAlertId(AlertIds.of(one.track(), entity));
    alert.setTrack(Track.valueOf(one.track().name()));
    alert.setEntityKind(EntityKind.valueOf(entity.kind()));
    alert.setEntity(entity.token());
    alert.setTokenDomain(entity.tokenDomain());
    alert.setKeyVersion(entity.keyVersion());
    alert.setGeneration(generation);
    alert.setRevision(kept.revision());
    alert.setState(
        state == LastRevision.State.ENDED ? AlertState.UNKNOWN : AlertState.valueOf(state.name()));
    alert.setNotify(kept.notifies());
    alert.setDueBy(kept.dueBy() == 0 ? null : Instant.ofEpochMilli(kept.dueBy()));
    alert.setEmittedAt(Instant.ofEpochMilli(one.now()));
    alert.setRulesetVersion(rules.version());
    judged(alert, one.judgement());
    alert.setContentAssessed(false);
    if (one.content() == null) {
      withdrawn(alert, Instant.ofEpochMilli(one.newest()));
    } else {
      content(alert, one.content(), one.explanation());
      alert.setLinkedEntities(LinkedEntities.of(named, one.explanation().linked()));
    }
    return alert;
  }

  /** Whether a record says that there is such an alert; else its topic gets a deletion. */
  public static boolean isThere(Alert record) {
    return record.getState() != AlertState.UNKNOWN;
  }

  private static void judged(Alert alert, Judgement judgement) {
    VerdictType verdict = judgement.verdict();
    VerdictType closedBy = judgement.closedBy();
    alert.setVerdict(verdict == null ? null : verdict.name());
    alert.setVerdictTime(verdict == null ? null : Instant.ofEpochMilli(judgement.verdictTime()));
    alert.setClosedBy(closedBy == null ? null : closedBy.name());
    alert.setSuppressed(judgement.suppressed());
  }

  private void content(Alert alert, AlertContent content, Explanation explanation) {
    Score score = content.score();
    alert.setEpisode(content.episode());
    alert.setScore(score.value());
    alert.setBand(Band.valueOf(score.band().name()));
    alert.setPeakScore(content.peak());
    alert.setPeakBand(Band.valueOf(org.drey.rules.score.Band.of(content.peak()).name()));
    alert.setAsOf(Instant.ofEpochMilli(content.asOf()));
    alert.setFirstSeen(Instant.ofEpochMilli(content.firstSeen()));
    alert.setLastSeen(Instant.ofEpochMilli(content.lastSeen()));
    alert.setSeverity(content.severity());
    alert.setPriority(Priority.valueOf(content.priority().name()));
    alert.setConfidence(Confidence.valueOf(content.confidence().name()));
    int reasons = Math.max(1, score.reasons().size());
    alert.setReasons(
        score.reasons().stream()
            .map(
                r ->
                    reason(
                        r, explanation.evidence().getOrDefault(r.indicator(), List.of()), reasons))
            .toList());
    alert.setOffsets(
        score.offsets().stream()
            .map(o -> new Offset(o.indicator(), o.ruleId(), o.points()))
            .toList());
    alert.setGates(score.gates().stream().map(g -> new Gate(g.id(), g.points())).toList());
    alert.setStreams(score.streams());
    alert.setFindings(shortened(newest(content.findings()), FINDINGS_BYTES));
    alert.setEvents(fitting(explanation.events()).stream().map(AlertEvents::of).toList());
    alert.setListVersions(AlertEvents.listVersions(explanation.events()));
  }

  /** The latest events, as many as there is room for. */
  private static List<Behind> fitting(List<Behind> events) {
    int left = EVENTS_BYTES;
    for (int i = 0; i < events.size(); i++) {
      left -= EVENT_BYTES;
      for (String indicator : events.get(i).indicators()) {
        left -= bytes(indicator);
      }
      if (left < 0) {
        return events.subList(0, i);
      }
    }
    return events;
  }

  private Reason reason(Score.Reason reason, List<String> evidence, int reasons) {
    RuleHead head =
        Objects.requireNonNull(
            rules.byId(reason.entry().ruleId()), "a reason is of a rule of the set that scores");
    CorrelationRule correlation =
        rules.isDetection(head.index()) ? null : rules.correlation(head.index());
    return Reason.newBuilder()
        .setIndicator(reason.indicator())
        .setRuleId(head.id())
        .setRuleVersion(head.version())
        .setFamily(reason.family())
        .setPoints(reason.points())
        .setObserved((double) reason.entry().observed())
        .setThreshold(correlation == null ? "" : threshold(correlation))
        .setWindow(correlation == null ? "" : correlation.window())
        .setStreams(head.sources())
        .setEvidence(shortened(evidence, EVIDENCE_BYTES / reasons))
        .setFindings(shortened(reason.findings(), REASONS_FINDINGS_BYTES / reasons))
        .build();
  }

  private static List<String> newest(List<String> findings) {
    return findings.subList(0, Math.min(findings.size(), MAX_FINDINGS));
  }

  /** The first of some ids, as many as so many bytes hold, but one at least. */
  private static List<String> shortened(List<String> ids, int bytes) {
    int left = bytes;
    for (int i = 0; i < ids.size(); i++) {
      left -= bytes(ids.get(i));
      if (left < 0) {
        return ids.subList(0, Math.max(1, i));
      }
    }
    return ids;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + LENGTH_BYTES;
  }

  private static String threshold(CorrelationRule rule) {
    return rule.type().isTemporal()
        ? "all " + rule.references().size()
        : rule.threshold().toString();
  }

  /** What is left of an alert whose episode never was, or that ended. */
  private static void withdrawn(Alert alert, Instant time) {
    alert.setEpisode(0);
    alert.setScore(0);
    alert.setPeakScore(0);
    alert.setBand(Band.NONE);
    alert.setPeakBand(Band.NONE);
    alert.setAsOf(time);
    alert.setFirstSeen(time);
    alert.setLastSeen(time);
    alert.setSeverity(0);
    alert.setPriority(Priority.P3);
    alert.setConfidence(Confidence.LOW);
    alert.setReasons(List.of());
    alert.setOffsets(List.of());
    alert.setGates(List.of());
    alert.setStreams(List.of());
    alert.setFindings(List.of());
    alert.setEvents(List.of());
    alert.setListVersions(List.of());
    alert.setLinkedEntities(List.of());
  }
}
