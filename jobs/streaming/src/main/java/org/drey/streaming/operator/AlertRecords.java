package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.record.EventDetails;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Confidence;
import org.drey.event.DetailField;
import org.drey.event.DetailFields;
import org.drey.event.EntityKind;
import org.drey.event.Gate;
import org.drey.event.LinkedEntity;
import org.drey.event.Offset;
import org.drey.event.Priority;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Unlisted;
import org.drey.rules.cases.EntityLinks;
import org.drey.rules.cases.EntityMention;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertExplanation;
import org.drey.rules.score.AlertExplanation.ExplainedEvent;
import org.drey.rules.score.AlertExplanation.NamedLink;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.score.LastRevision;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.Score;
import org.drey.rules.score.VerdictSummary;
import org.drey.rules.verdict.AlertIds;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

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

  /** The entities that an alert is linked to, as its record lists them. */
  private static final class LinkedEntities {
    private static final Comparator<LinkedEntity> IN_ORDER =
        Comparator.comparing((LinkedEntity one) -> one.getKind().name())
            .thenComparing(LinkedEntity::getEntity);

    private LinkedEntities() {}

    /**
     * Those that were named last, each with how many of the alert's findings name it; as far as
     * there is room, also others that only the findings name: of rules on trial, and of state that
     * is older than what is kept of names. In the order of kind and token, so that it does not
     * matter which was named when.
     *
     * @param named those that findings named last
     * @param linked those that the alert's findings name, the newest first
     */
    static List<LinkedEntity> of(List<EntityMention> named, List<NamedLink> linked) {
      Map<String, LinkedEntity> listed = new LinkedHashMap<>();
      for (EntityMention one : named) {
        listed.put(key(one.kind(), one.token()), of(one.kind(), one.token(), 0));
      }
      for (NamedLink one : linked) {
        listed.put(key(one.kind(), one.token()), of(one.kind(), one.token(), one.findings()));
      }
      return listed.values().stream().limit(AlertContent.MAX_LISTED).sorted(IN_ORDER).toList();
    }

    private static String key(String kind, String token) {
      return kind + ":" + token;
    }

    private static LinkedEntity of(String kind, String token, int findings) {
      return new LinkedEntity(EntityKind.valueOf(kind), token, findings);
    }
  }

  /** The events behind the reasons of an alert, as its record shows them. */
  private static final class AlertEvents {
    private AlertEvents() {}

    /**
     * One event; its stream is empty where its details cannot be read.
     *
     * @param own whom the alert is about
     */
    static AlertEvent of(ExplainedEvent behind, EntityKey own) {
      EventDetails details = EventDetails.read(behind.seen().details());
      AlertEvent event = new AlertEvent();
      event.setProvider(behind.seen().event().provider());
      event.setEventId(behind.seen().event().eventId());
      event.setEventTime(Instant.ofEpochMilli(behind.seen().time()));
      event.setTopic(details == null ? "" : details.topic());
      event.setIndicators(behind.indicators());
      if (details != null) {
        add(details, event, own);
      }
      return event;
    }

    private static void add(EventDetails details, AlertEvent event, EntityKey own) {
      DetailFields fields = DetailFields.of(details.topic());
      if (fields == null) {
        return; // of queries and requests nothing is shown
      }
      SpecificRecordBase shown = fields.addTo(event);
      List<DetailField> all = fields.shown();
      for (int i = 0; i < all.size(); i++) {
        DetailField field = all.get(i);
        boolean isHidden = details.hides(field) && !isOf(own, field, details);
        Schema schema = fields.schema().getFields().get(i).schema();
        shown.put(i, isHidden ? null : value(details, field, schema));
      }
    }

    private static boolean isOf(EntityKey own, DetailField field, EventDetails details) {
      return field.kind() != null
          && own.kind().equals(field.kind().name())
          && own.token().equals(details.text(field.name()));
    }

    /** A value as its record has it; that of an entity which was erased says so. */
    private static @Nullable Object value(EventDetails details, DetailField field, Schema schema) {
      String text = details.text(field.name());
      if (text == null && field.isAlwaysNamed()) {
        return EntityKey.ERASED;
      }
      if (schema.isNullable()) {
        return text == null ? null : value(text, schema.getTypes().get(1).getType());
      }
      return value(details.required(field.name()), schema.getType());
    }

    private static Object value(String text, Schema.Type type) {
      return switch (type) {
        case LONG -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> Boolean.valueOf(text);
        case STRING -> text;
        default -> throw new IllegalStateException("an alert shows no " + type + " of an event");
      };
    }

    /** The versions of the lists that the events met, as list/version, sorted. */
    static List<String> listVersions(List<ExplainedEvent> events) {
      TreeSet<String> versions = new TreeSet<>();
      for (ExplainedEvent behind : events) {
        EventDetails details = EventDetails.read(behind.seen().details());
        if (details != null && details.topic().equals(TopicNames.BLOCKLIST_HITS)) {
          versions.add(details.required("list_id") + "/" + details.required("list_version"));
        }
      }
      return new ArrayList<>(versions);
    }
  }

  /** The lines of a score as records, with all that it takes to compute it again. */
  private static final class ScoreLines {
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

  /** Lists cut to so many bytes, as a record has to fit a broker. */
  private static final class ByteBudget {
    /** Bytes that Avro writes before a text of an id's size. */
    private static final int LENGTH_BYTES = 2;

    private ByteBudget() {}

    /** Returns the first of some items, as many as so many bytes hold, but one at least. */
    static <T> List<T> first(List<T> items, ToIntFunction<T> size, int bytes) {
      int left = bytes;
      for (int i = 0; i < items.size(); i++) {
        left -= size.applyAsInt(items.get(i));
        if (left < 0) {
          return items.subList(0, Math.max(1, i));
        }
      }
      return items;
    }

    /** Returns the first of some ids. */
    static List<String> ids(List<String> ids, int bytes) {
      return first(ids, ByteBudget::of, bytes);
    }

    /** Returns the bytes of a text. */
    static int of(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length + LENGTH_BYTES;
    }
  }
}
