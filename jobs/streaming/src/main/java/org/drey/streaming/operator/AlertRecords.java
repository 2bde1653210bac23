package org.drey.streaming.operator;

import java.time.Instant;
import java.util.List;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Confidence;
import org.drey.event.EntityKind;
import org.drey.event.Gate;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.event.Unlisted;
import org.drey.rules.cases.EntityLinks;
import org.drey.rules.cases.EntityMention;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertExplanation;
import org.drey.rules.score.AlertExplanation.ExplainedEvent;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.score.LastRevision;
import org.drey.rules.score.Score;
import org.drey.rules.score.VerdictSummary;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.VerdictType;

/**
 * Writes revisions as alert records. An alert is one record, which has to fit a broker with default
 * settings (1 MiB) regardless of the tokens providers use: of the evidence of its reasons it shows
 * the newest events that fit.
 */
public final class AlertRecords {
  /** All ids of findings; enough for so many. */
  private static final int FINDINGS_BYTES = 240_000;

  /** All events, of which each names its indicators. */
  private static final int EVENTS_BYTES = 160_000;

  /** The most bytes of an event's fields besides its ids and indicators. */
  private static final int EVENT_BYTES = 1_400;

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
  List<Alert> of(EntityKey entity, List<AlertRevision> revisions, EntityLinks links) {
    return revisions.stream()
        .map(revision -> of(entity, revision, links.names(revision.track()).last()))
        .toList();
  }

  /**
   * A revision as a record.
   *
   * @param named the entities that findings of its track named last
   */
  Alert of(EntityKey entity, AlertRevision one, List<EntityMention> named) {
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
      alert.setEvents(
          PaymentCopies.leftOut(
              fitting(one.explanation().events()).stream()
                  .map(behind -> AlertEvents.of(behind, entity))
                  .toList()));
      alert.setLinkedEntities(LinkedEntities.of(named, one.explanation().linked()));
    }
    return alert;
  }

  /** Returns whether a record says that there is such an alert; else its topic gets a deletion. */
  public static boolean isThere(Alert record) {
    return record.getState() != AlertState.UNKNOWN;
  }

  private static void judged(Alert alert, VerdictSummary judgement) {
    VerdictType verdict = judgement.verdict();
    VerdictType closedBy = judgement.closedBy();
    alert.setVerdict(verdict == null ? null : verdict.name());
    alert.setVerdictTime(verdict == null ? null : Instant.ofEpochMilli(judgement.verdictTime()));
    alert.setClosedBy(closedBy == null ? null : closedBy.name());
    alert.setSuppressed(judgement.suppressed());
  }

  private void content(Alert alert, AlertContent content, AlertExplanation explanation) {
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
    ScoreLines lines = new ScoreLines(rules, content.asOf(), explanation.evidence());
    alert.setReasons(lines.reasons(score.reasons()));
    alert.setOffsets(ScoreLines.offsets(score.offsets()));
    alert.setUnlisted(
        new Unlisted(lines.reasons(score.faint()), ScoreLines.offsets(score.idle()), score.held()));
    alert.setGates(score.gates().stream().map(g -> new Gate(g.id(), g.points())).toList());
    alert.setStreams(score.streams());
    alert.setFindings(ByteBudget.ids(newest(content.findings()), FINDINGS_BYTES));
    alert.setListVersions(AlertEvents.listVersions(explanation.events()));
  }

  /** The latest events, as many as there is room for. */
  private static List<ExplainedEvent> fitting(List<ExplainedEvent> events) {
    return ByteBudget.first(
        events,
        one -> EVENT_BYTES + one.indicators().stream().mapToInt(ByteBudget::of).sum(),
        EVENTS_BYTES);
  }

  private static List<String> newest(List<String> findings) {
    return findings.subList(0, Math.min(findings.size(), AlertContent.MAX_FINDINGS));
  }

  /** Makes an alert what is left of one whose episode never was, or that ended. */
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
    alert.setUnlisted(new Unlisted(List.of(), List.of(), false));
  }
}
