package org.drey.streaming.operator;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.rules.compile.RuleSet;
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
  private transient StreamLedger ledger;
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
    ledger = StreamLedger.atEntrance(runtime, metrics, read, TopicNames.VERDICTS);
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
}
