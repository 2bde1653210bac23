package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.EntityKind;
import org.drey.event.TopicNames;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictType;
import org.drey.event.json.JsonLineWriter;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.VerdictCheck;

/**
 * The door of verdicts: one that is not allowed is a dead letter, the others go to the entity whose
 * alert they are about. None is ever late.
 */
public final class VerdictDoor extends ProcessFunction<ArrivedRecord<Verdict>, ScoreInput> {
  private static final long serialVersionUID = 1L;

  private final RuleSet rules;
  private transient Set<String> hardFamilies;
  private transient VerdictRecords records;
  private transient OperatorMetrics.Count read;
  private transient StreamCounts ledger;
  private transient DeadLetterWriter refusals;

  public VerdictDoor(RuleSet rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    hardFamilies = VerdictCheck.hardFamilies(rules);
    records = new VerdictRecords();
    RuntimeContext runtime = getRuntimeContext();
    OperatorMetrics metrics = new OperatorMetrics(runtime, TopicNames.VERDICTS);
    read = metrics.of("read");
    ledger = StreamCounts.atEntrance(runtime, metrics, read, TopicNames.VERDICTS);
    refusals = new DeadLetterWriter(runtime, metrics, ledger, "verdicts");
  }

  @Override
  public void processElement(
      ArrivedRecord<Verdict> arrival, Context context, Collector<ScoreInput> out) {
    read.add();
    Verdict record = arrival.datum();
    if (record == null) {
      refusals.rejected(arrival, true, context);
      return;
    }
    ScoreInput input = null;
    Optional<String> refusal = VerdictRecords.unknown(record);
    try {
      if (refusal.isEmpty()) {
        var verdict = records.read(record);
        input = ScoreInput.of(VerdictRecords.entity(record), verdict, arrival.place());
        refusal = VerdictCheck.refusal(verdict, input.entity(), hardFamilies);
      }
    } catch (RuntimeException | StackOverflowError e) {
      refusals.failed(arrival, e, context);
      return;
    }
    if (input == null || refusal.isPresent()) {
      refusals.notAllowed(arrival, refusal.orElseThrow(), context);
    } else {
      ledger.accept();
      out.collect(input);
    }
  }

  /** Records of verdicts as the score takes them. */
  private static final class VerdictRecords {
    /** More days than may be asked for; up to so many, and no further, they are distinguished. */
    private static final long MANY_DAYS = 1_000;

    private final JsonLineWriter text = new JsonLineWriter();

    /**
     * Returns which field has a word that is not known here, as one of a newer schema; empty if
     * none has.
     */
    static Optional<String> unknown(Verdict verdict) {
      if (verdict.getTrack() == Track.UNKNOWN) {
        return Optional.of("track is not known");
      }
      if (verdict.getEntityKind() == EntityKind.UNKNOWN) {
        return Optional.of("entity_kind is not known");
      }
      return verdict.getVerdict() == VerdictType.UNKNOWN
          ? Optional.of("verdict is not known")
          : Optional.empty();
    }

    /** Returns whose alert a verdict is about. */
    static EntityKey entity(Verdict verdict) {
      return new EntityKey(
          verdict.getTokenDomain(),
          verdict.getKeyVersion(),
          verdict.getEntityKind().name(),
          verdict.getEntity());
    }

    /** Returns what of a verdict decides anything; its words must be known. */
    org.drey.rules.verdict.Verdict read(Verdict verdict) {
      Long days = verdict.getSuppressDays();
      return new org.drey.rules.verdict.Verdict(
          verdict.getVerdictId(),
          verdict.getVerdictTime().toEpochMilli(),
          verdict.getAsOf().toEpochMilli(),
          verdict.getAlertId(),
          AlertTrack.valueOf(verdict.getTrack().name()),
          org.drey.rules.verdict.VerdictType.valueOf(verdict.getVerdict().name()),
          verdict.getReason().name(),
          verdict.getTakesBack(),
          List.copyOf(verdict.getSeen()),
          List.copyOf(verdict.getSuppress()),
          days == null
              ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS
              : (int) Math.max(0, Math.min(days, MANY_DAYS)),
          verdict.getAnalyst(),
          verdict.getSecondAnalyst(),
          new String(text.write(verdict), StandardCharsets.UTF_8));
    }
  }
}
