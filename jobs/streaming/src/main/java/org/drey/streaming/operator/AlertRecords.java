package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Ids;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.Score;
import org.drey.rules.score.Told.Revision;

/**
 * Writes revisions as alert records. An alert is one record, which has to fit a broker with default
 * settings (1 MiB) whatever tokens providers use: of the evidence of its reasons it shows the
 * newest events that fit.
 */
final class AlertRecords {
  /**
   * All evidence of an alert, in bytes; enough for 60 reasons with 50 events of the longest ids.
   */
  private static final int EVIDENCE_BYTES = 400_000;

  /** What Avro writes before a text of this size. */
  private static final int LENGTH_BYTES = 2;

  private final RuleSet rules;

  AlertRecords(RuleSet rules) {
    this.rules = rules;
  }

  /** An alert's id: from track and entity, nothing that can arrive late. */
  static String id(String track, EntityKey entity) {
    return Ids.of(
        track,
        entity.tokenDomain(),
        Integer.toString(entity.keyVersion()),
        entity.kind(),
        entity.token());
  }

  /**
   * A revision as a record.
   *
   * @param now when it is emitted, milliseconds since 1970
   * @param dueBy when an analyst has to have looked, 0 if none was told
   */
  Alert of(EntityKey entity, TrackAlerts alerts, Revision revision, long now, long dueBy) {
    Alert alert = new Alert();
    alert.setAlertId(id(alerts.track(), entity));
    alert.setTrack(Track.valueOf(alerts.track()));
    alert.setEntityKind(EntityKind.valueOf(entity.kind()));
    alert.setEntity(entity.token());
    alert.setTokenDomain(entity.tokenDomain());
    alert.setKeyVersion(entity.keyVersion());
    alert.setRevision(revision.told().revision());
    alert.setState(AlertState.valueOf(revision.state().name()));
    alert.setNotify(revision.telling());
    alert.setDueBy(dueBy == 0 ? null : Instant.ofEpochMilli(dueBy));
    alert.setEmittedAt(Instant.ofEpochMilli(now));
    alert.setRulesetVersion(rules.version());
    alert.setListVersions(List.of());
    alert.setContentAssessed(false);
    if (revision.content() == null) {
      withdrawn(alert, alerts);
    } else {
      content(alert, revision.content());
    }
    return alert;
  }

  private void content(Alert alert, AlertContent content) {
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
    int share = EVIDENCE_BYTES / Math.max(1, score.reasons().size());
    alert.setReasons(score.reasons().stream().map(reason -> reason(reason, share)).toList());
    alert.setOffsets(
        score.offsets().stream()
            .map(o -> new Offset(o.indicator(), o.ruleId(), o.points()))
            .toList());
    alert.setGates(score.gates().stream().map(g -> new Gate(g.id(), g.points())).toList());
    alert.setStreams(score.streams());
    alert.setLinkedEntities(content.linked());
  }

  private Reason reason(Score.Reason reason, int evidenceBytes) {
    RuleHead head = rules.byId(reason.entry().ruleId());
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
        .setEvidence(shortened(reason.entry().evidence(), evidenceBytes))
        .build();
  }

  /** The completing event and the newest others, as many as so many bytes hold. */
  private static List<String> shortened(List<String> evidence, int bytes) {
    int left = bytes;
    for (int i = 0; i < evidence.size(); i++) {
      left -= evidence.get(i).getBytes(StandardCharsets.UTF_8).length + LENGTH_BYTES;
      if (left < 0) {
        return evidence.subList(0, Math.max(1, i));
      }
    }
    return evidence;
  }

  private static String threshold(CorrelationRule rule) {
    return rule.type().isTemporal()
        ? "all " + rule.references().size()
        : rule.threshold().toString();
  }

  /** What is left of an alert whose episode never was. */
  private static void withdrawn(Alert alert, TrackAlerts alerts) {
    long newest =
        alerts.entries().isEmpty() ? 0 : alerts.entries().get(alerts.entries().size() - 1).time();
    Instant time = Instant.ofEpochMilli(newest);
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
    alert.setLinkedEntities(List.of());
  }
}
